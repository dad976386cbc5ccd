"""Which view and view-model stand for each place of the window. Loads every screen; decides nothing."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.ui.viewmodels.boards_viewmodel import BoardsViewModel
from desktop.ui.viewmodels.catalogue_viewmodel import CatalogueViewModel
from desktop.ui.viewmodels.check_viewmodel import CheckViewModel
from desktop.ui.viewmodels.navigation import Kind
from desktop.ui.viewmodels.person_viewmodel import PersonViewModel
from desktop.ui.viewmodels.preview_viewmodel import PreviewViewModel
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel
from desktop.ui.viewmodels.records_viewmodel import RecordsViewModel
from desktop.ui.viewmodels.review_viewmodel import ReviewViewModel
from desktop.ui.viewmodels.settings_viewmodel import SettingsViewModel
from desktop.ui.viewmodels.sync_viewmodel import SyncViewModel
from desktop.ui.viewmodels.today_viewmodel import TodayViewModel
from desktop.ui.views.boards_view import BoardsView
from desktop.ui.views.catalogue_view import CatalogueView
from desktop.ui.views.check_view import CheckView
from desktop.ui.views.person_view import PersonPage
from desktop.ui.views.preview_view import PreviewView
from desktop.ui.views.record_view import RecordView
from desktop.ui.views.records_view import RecordsView
from desktop.ui.views.review_view import ReviewView
from desktop.ui.views.settings_view import SettingsView
from desktop.ui.views.sync_view import SyncView
from desktop.ui.views.today_view import TodayView

MakeModel = Callable[..., Any]  # of Session, Ask, Tasks, Changed, Go, and for 同步 what goes over the line
MakeView = Callable[..., QWidget]

PLACES: dict[Kind, tuple[MakeView, MakeModel]] = {
    "today": (TodayView, TodayViewModel),
    "catalogue": (CatalogueView, CatalogueViewModel),
    "records": (RecordsView, RecordsViewModel),
    "record": (RecordView, RecordViewModel),
    "review": (ReviewView, ReviewViewModel),
    "preview": (PreviewView, PreviewViewModel),
    "boards": (BoardsView, BoardsViewModel),
    "sync": (SyncView, SyncViewModel),
    "settings": (SettingsView, SettingsViewModel),
    "person": (PersonPage, PersonViewModel),
    "check": (CheckView, CheckViewModel),
}
# What a bundle brings is looked at inside 同步.
SHOWN_IN: dict[Kind, Kind] = {"import": "sync"}
