from tests.storage.conftest import store, template

__all__ = ["store", "template"]  # fixtures
