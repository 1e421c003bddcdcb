"""Settings survive a restart, and a broken file costs nothing but its contents."""

import json
import os
import sys
from dataclasses import replace

import pytest

from app.core.errors import OutputError
from app.settings import ArchiveSettings, ReceiveSettings, Settings, WorklistSettings, load_settings, save_settings

CHANGED = Settings(operating_point="high_sensitivity", uncertain_band=False, workers=2, keep_days=30, theme="dark")
CHANGED = replace(CHANGED, clinic_name="Kisumu", clinic_logo="/logo.png", user_name="Amina", watched_folder="/xrays")
CHANGED = replace(CHANGED, keep_pictures=False, notify_sound=True)
CHANGED = replace(CHANGED, worklist=WorklistSettings("RIS@192.168.1.30:104", "KIFUA2", "XRAY"))
CHANGED = replace(CHANGED, receive=ReceiveSettings(is_on=True, callers=("XRAY@192.168.1.20",), most_gb=0.5))
CHANGED = replace(CHANGED, archive=ArchiveSettings("PACS@192.168.1.30:104", sends_each=True))


def test_what_was_saved_is_loaded(tmp_path):
    path = tmp_path / "new" / "settings.json"
    save_settings(path, CHANGED)

    assert load_settings(path) == (CHANGED, None)
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_without_a_file_the_usual_settings_hold(tmp_path):
    assert load_settings(tmp_path / "settings.json") == (Settings(), None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "7",
        '{"workers": "2"}',
        '{"workers": true}',
        '{"workers": -1}',
        '{"worklist": {"address": "RIS"}}',
        '{"worklist": {"station": "a\\\\b"}}',
        '{"store_names": 1}',
        '{"theme": "pink"}',
        '{"text_percent": 7}',
        "[" * 9999,
        '{"keep_days": 100000000000000000000}',
        '{"keep_days": 36526}',
        '{"workers": 1e999}',
        '{"data_folder": "/x\\u0000y"}',
        '{"data_folder": "/x\\ud800"}',
        '{"clinic_logo": "/x\\u0000y"}',
        '{"watched_folder": "/x\\u0000y"}',
        json.dumps({"data_folder": "/" + "x" * 256}),
        json.dumps({"data_folder": "/x" * 2049}),
        '{"receive": {"callers": ["nobody"]}}',
        '{"receive": {"port": 65536}}',
        '{"receive": {"ae_title": ""}}',
        '{"receive": {"interface": "here"}}',
        '{"receive": {"most_gb": 1e999}}',
        '{"receive": {"tls_key": "/key.pem"}}',
        '{"receive": {"tls_certificate": "/x\\u0000y", "tls_key": "/key.pem"}}',
        '{"archive": {"address": "PACS"}}',
        " " * (1 << 20) + "{}",
    ],
    ids=lambda text: f"{len(text)} {text[:20]!a}",
)
def test_a_broken_file_is_set_aside_and_said(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text)
    settings, told = load_settings(path)

    assert settings == Settings()
    assert told.code == "settings_broken"
    assert (tmp_path / "settings.broken.json").read_text() == text
    assert not path.exists()


def test_a_setting_of_another_version_is_passed_over(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"theme": "dark", "of_the_future": 1}))

    assert load_settings(path) == (Settings(theme="dark"), None)


def test_a_folder_whose_name_is_not_utf_8_is_kept(tmp_path):
    path = tmp_path / "settings.json"
    save_settings(path, Settings(data_folder="/x-\udcff"))

    assert load_settings(path) == (Settings(data_folder="/x-\udcff"), None)


def test_a_failed_save_leaves_the_old_file(tmp_path):
    path = tmp_path / "settings.json"
    path.mkdir()

    with pytest.raises(OutputError) as error:
        save_settings(path, CHANGED)
    assert error.value.reason.code == "settings_failed"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_what_is_no_file_is_set_aside_and_said_without_waiting(tmp_path, kind):
    path = tmp_path / "settings.json"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()
    settings, told = load_settings(path)

    assert (settings, told.code) == (Settings(), "settings_broken")
    assert os.path.lexists(tmp_path / "settings.broken.json")
    assert not os.path.lexists(path)


def test_a_byte_that_is_no_text_is_a_broken_file(tmp_path):
    (tmp_path / "settings.json").write_bytes(b'{"theme": "\xff"}')

    assert load_settings(tmp_path / "settings.json")[1].code == "settings_broken"
