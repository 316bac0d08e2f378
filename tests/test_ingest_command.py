"""The ingest command: what it prints, and with which code it ends. Real processes, real model."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
NOTICE = "# 수출 첫걸음 공고\n\n신청은 3월 2일부터 4월 30일까지 받습니다.\n"


def ingest(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "ingest.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def notices(folder: Path) -> Path:
    (folder / "export").mkdir(parents=True)
    (folder / "export" / "notice.ko.md").write_text(NOTICE, encoding="utf-8")
    return folder


def test_a_file_that_fails_is_named_and_the_report_is_json_alone(tmp_path: Path) -> None:
    folder, data = notices(tmp_path / "notices"), tmp_path / "data"
    (folder / "export" / "broken.pdf").write_bytes(b"%PDF-1.7\nbroken")
    ended = ingest(folder, "--data", data, "--json")
    report = json.loads(ended.stdout)
    assert report["added"] == ["export/notice.ko.md"]
    assert [Path(f["path"]).name for f in report["failed"]] == ["broken.pdf"]
    assert "broken.pdf" in ended.stderr
    assert ended.returncode == 1
    (folder / "export" / "broken.pdf").unlink()
    again = ingest(folder, "--data", data)
    assert again.returncode == 0
    assert "1 unchanged" in again.stdout


def test_an_unchanged_folder_is_ingested_without_loading_the_model(tmp_path: Path) -> None:
    folder, data = notices(tmp_path / "notices"), tmp_path / "data"
    assert ingest(folder, "--data", data).returncode == 0
    script = (
        "import runpy, sys\n"
        f"sys.argv = ['ingest.py', {str(folder)!r}, '--data', {str(data)!r}, '--if-own']\n"
        "try: runpy.run_path(sys.argv[0], run_name='__main__')\n"
        "except SystemExit as end: assert end.code == 0\n"
        "heavy = {'torch', 'chromadb', 'sentence_transformers', 'gradio'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, timeout=60)


def test_documents_ingested_from_elsewhere_stay_when_only_its_own_may_be_replaced(
    tmp_path: Path,
) -> None:
    mine, data = notices(tmp_path / "mine"), tmp_path / "data"
    assert ingest(mine, "--data", data).returncode == 0
    left = ingest("--if-own", notices(tmp_path / "other"), "--data", data)
    assert (left.returncode, left.stdout) == (0, "")
    assert "was left out" in left.stderr
    report = json.loads(ingest(mine, "--data", data, "--json").stdout)
    assert (report["removed"], report["unchanged"]) == ([], ["export/notice.ko.md"])


def test_wrong_use_ends_with_two_and_writes_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    ended = ingest(tmp_path / "nowhere", "--data", data)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "does not exist" in ended.stderr
    assert ingest("--wrong").returncode == 2
    assert not data.exists()
