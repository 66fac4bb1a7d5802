"""The service menu's screens with something on them, as long as it can be."""

from __future__ import annotations

from kiosk.service.layout import Facts
from kiosk.service.scene import Ask, Fingers, Menu, Ruler, ServiceScene, Sure

FULL = Facts(
    device="师古镇便民服务中心 大门取号机 1",
    server="http://bianmin.shigu.example.gov.cn:8000/h/shigu",
    online=False,
    since="2026-11-21 09:21",
    where="tcp://192.168.100.107:9100",
    printer="没有权限使用打印机（Linux 要 udev 规则，Windows 要 WinUSB 驱动，见 docs/kiosk.md）",
    paper="今天出票 1280 张、补打 12 张、回执 128 张，没有打出 3 张，用纸 128 米\n本卷还剩约 42 米",
    waiting=128,
    version="0.1.0",
    screen="1080×1920 像素，21.5 英寸",
    ended=12,
    mishaps=3,
    kept=True,
    speaks=True,
)
SERVICE_SCENES: dict[str, ServiceScene] = {
    "ask": Ask(),
    "ask_full": Ask("12345678"),
    "ask_wrong": Ask(said="wrong"),
    "menu": Menu(),
    "menu_said": Menu(said="unprinted"),
    "ruler": Ruler(),
    "fingers": Fingers(frozenset({0, 5})),
    "fingers_done": Fingers(frozenset(range(12))),
    "leave": Sure("leave"),
    "restart": Sure("restart"),
}
