"""Who held places in Syria, month by month: a chain of holders on dated statements.

Reading order: `sides`, `anchors`, `evidence`, `chain`, `smoothing`, `fitting`,
`splitting`, `points`, `table`; then `folds`, `rivals`, `twosided`, `nowcast`, `dating`,
`scoring`.
"""
