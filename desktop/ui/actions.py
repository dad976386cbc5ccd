"""The table of the window's own commands: words, keys, and which method of the frame does it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """``slot`` names a method of the frame; ``keys`` in Qt's portable writing, several parted by a space."""

    id: str
    words: str
    keys: str
    slot: str


COMMANDS: tuple[Command, ...] = (
    Command("go-today", "今日", "Ctrl+1", "go_today"),
    Command("go-catalogue", "公开目录", "Ctrl+2", "go_catalogue"),
    Command("go-records", "记录", "Ctrl+3", "go_records"),
    Command("go-boards", "公示栏", "Ctrl+4", "go_boards"),
    Command("go-sync", "同步", "Ctrl+5", "go_sync"),
    Command("go-check", "检查文件", "Ctrl+K", "go_check"),
    Command("new-record", "新建记录", "Ctrl+N", "new_record"),
    Command("search", "查找", "Ctrl+F", "search"),
    Command("main-step", "做这一页的下一步", "Ctrl+Return Ctrl+Enter", "press_filled"),
    Command("back", "返回", "Alt+Left", "back"),
    Command("next-panel", "下一块", "F6", "next_panel"),
    Command("previous-panel", "上一块", "Shift+F6", "previous_panel"),
    Command("undo", "撤销", "Ctrl+Z", "undo"),
    Command("redo", "重做", "Ctrl+Y Ctrl+Shift+Z", "redo"),
    Command("larger", "放大文字", "Ctrl++ Ctrl+=", "larger"),
    Command("smaller", "缩小文字", "Ctrl+-", "smaller"),
    Command("normal", "文字还原", "Ctrl+0", "normal_size"),
    Command("lock", "锁定屏幕", "Ctrl+L", "lock"),
    Command("messages", "看过的消息", "F12", "show_messages"),
    Command("help", "帮助", "F1", "show_help"),
)
