"""The user's own tables: kept as Parquet with checksums, in a folder of the user's.

Reading order: `folder`, `index`, `keeping`, `reading`. Nothing here knows what a table
means; `intake` checks a file before it is kept.
"""

from sinequanon.record.store.folder import store_folder
from sinequanon.record.store.index import Stored, stored_tables
from sinequanon.record.store.keeping import keep, name_taken, remove_stored
from sinequanon.record.store.reading import check_store, read_stored

__all__ = [
    "Stored",
    "check_store",
    "keep",
    "name_taken",
    "read_stored",
    "remove_stored",
    "store_folder",
    "stored_tables",
]
