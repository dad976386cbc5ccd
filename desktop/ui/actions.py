"""The table of the window's own commands: words, keys, and which method of the frame does it."""

from dataclasses import dataclass

from desktop.base.words import tr


@dataclass(frozen=True, slots=True)
class Command:
    """``slot`` names a method of the frame; ``keys`` in Qt's portable writing, several parted by a space."""

    id: str
    words: str
    keys: str
    slot: str


COMMANDS: tuple[Command, ...] = (
    Command("go-today", tr("今日"), "Ctrl+1", "go_today"),
    Command("go-catalogue", tr("公开目录"), "Ctrl+2", "go_catalogue"),
    Command("go-records", tr("记录"), "Ctrl+3", "go_records"),
    Command("go-boards", tr("公示栏"), "Ctrl+4", "go_boards"),
    Command("go-sync", tr("同步"), "Ctrl+5", "go_sync"),
    Command("go-check", tr("检查文件"), "Ctrl+K", "go_check"),
    Command("new-record", tr("新建记录"), "Ctrl+N", "new_record"),
    Command("search", tr("查找"), "Ctrl+F", "search"),
    Command("main-step", tr("做这一页的下一步"), "Ctrl+Return Ctrl+Enter", "press_filled"),
    Command("back", tr("返回"), "Alt+Left", "back"),
    Command("next-panel", tr("下一块"), "F6", "next_panel"),
    Command("previous-panel", tr("上一块"), "Shift+F6", "previous_panel"),
    Command("undo", tr("撤销"), "Ctrl+Z", "undo"),
    Command("redo", tr("重做"), "Ctrl+Y Ctrl+Shift+Z", "redo"),
    Command("larger", tr("放大文字"), "Ctrl++ Ctrl+=", "larger"),
    Command("smaller", tr("缩小文字"), "Ctrl+-", "smaller"),
    Command("normal", tr("文字还原"), "Ctrl+0", "normal_size"),
    Command("lock", tr("锁定屏幕"), "Ctrl+L", "lock"),
    Command("messages", tr("看过的消息"), "F12", "show_messages"),
    Command("help", tr("帮助"), "F1", "show_help"),
)
