"""The composer: asks every lens and binds what they say into one answer."""

__all__: list[str] = []
