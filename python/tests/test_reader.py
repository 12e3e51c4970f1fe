"""What the reader makes of sound and damaged folders, each written here."""

from __future__ import annotations

import hashlib
import json
import tempfile
import unittest
import zlib
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from convrec_studio import Message, ReadError, list_runs, open_dataset, open_run, to_pandas, to_polars


def write_run(runs: Path, run_id: str) -> Path:
    """Writes a run with one relation and a dataset of two splits."""
    run = runs / run_id
    (run / "relations").mkdir(parents=True)
    turns = run / "relations" / "turns.parquet"
    pq.write_table(pa.table({"dialog_id": ["d1", "d1", "d2"], "turn": [0, 1, None]}), turns)
    stage = {"rows": {"turns": 3}, "checksums": {"turns": zlib.crc32(turns.read_bytes())}}
    (run / "manifest.json").write_text(json.dumps({"runId": run_id, "status": "complete", "stages": [stage]}))
    (run / "config.json").write_text("{}")
    sums = []
    for split, dialog_id in (("train", "d1"), ("test", "d2")):
        for folder, row in (("data", dialog_row(dialog_id, split)), ("plan", {"dialog_id": dialog_id})):
            name = f"{folder}/{split}-00000-of-00001.parquet"
            (run / "dataset" / folder).mkdir(parents=True, exist_ok=True)
            pq.write_table(pa.Table.from_pylist([row]), run / "dataset" / name)
            sums.append(f"{hashlib.sha256((run / 'dataset' / name).read_bytes()).hexdigest()}  {name}\n")
    (run / "dataset" / "SHA256SUMS").write_text("".join(sums))
    return run


def dialog_row(dialog_id: str, split: str) -> dict[str, object]:
    """Returns a row of the config `default`."""
    return {
        "dialog_id": dialog_id,
        "user_id": "u",
        "split": split,
        "as_of": datetime(2020, 1, 2),
        "outcome": "accepted",
        "realizer": "offline-realizer",
        "target": {"item_id": "i"},
        "messages": [{"role": "assistant", "content": "Hello."}],
    }


class ReaderTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="it's [a] run ")
        self.addCleanup(folder.cleanup)
        self.runs = Path(folder.name)
        self.run_folder = write_run(self.runs, "sample-1")

    def assert_fails(self, error: ReadError, *words: str) -> None:
        for word in words:
            self.assertIn(word, str(error))

    def test_lists_the_runs_of_a_folder(self) -> None:
        write_run(self.runs, "another")
        (self.runs / "no run").mkdir()
        self.assertEqual([run.run_id for run in list_runs(self.runs)], ["another", "sample-1"])
        self.assertTrue(open_run(self.run_folder).is_complete)

    def test_reads_a_relation_and_keeps_whole_numbers_whole(self) -> None:
        run = open_run(self.run_folder)
        self.assertEqual(run.relations(), ["turns"])
        self.assertEqual(run.read("turns", ["turn"]).to_pylist(), [{"turn": 0}, {"turn": 1}, {"turn": None}])
        self.assertEqual(str(to_pandas(run.read("turns"))["turn"].dtype), "int64[pyarrow]")
        self.assertEqual(to_polars(run.read("turns"))["turn"].to_list(), [0, 1, None])
        self.assertEqual(run.rows(), {"turns": 3})

    def test_answers_sql_from_a_folder_whose_name_is_a_pattern(self) -> None:
        with open_run(self.run_folder).connect() as connection:
            self.assertEqual(connection.execute("select count(*) from turns").fetchall(), [(3,)])

    def test_reads_the_dialogs_of_a_split_and_joins_by_their_id(self) -> None:
        dataset = open_run(self.run_folder).dataset()
        self.assertEqual((dataset.configs(), dataset.splits()), (["default", "plan"], ["train", "test"]))
        (dialog,) = dataset.dialogs("test")
        self.assertEqual((dialog.dialog_id, dialog.split, dialog.as_of), ("d2", "test", datetime(2020, 1, 2)))
        self.assertEqual(dialog.messages, (Message("assistant", "Hello."),))
        joined = to_polars(dataset.read("default")).join(to_polars(dataset.read("plan")), on="dialog_id")
        self.assertEqual(sorted(joined["dialog_id"]), ["d1", "d2"])

    def test_finds_each_file_that_is_cut_changed_or_gone(self) -> None:
        run = open_run(self.run_folder)
        self.assertEqual((run.find_damaged(), run.dataset().find_damaged()), ([], []))
        turns = self.run_folder / "relations" / "turns.parquet"
        whole = turns.read_bytes()
        for damaged in (whole[:-9], whole.replace(b"d1", b"d9")):
            turns.write_bytes(damaged)
            self.assertEqual(run.find_damaged(), ["turns"])
        turns.unlink()
        self.assertEqual(run.find_damaged(), ["turns"])
        plan = self.run_folder / "dataset" / "plan" / "test-00000-of-00001.parquet"
        plan.write_bytes(plan.read_bytes()[:-4])
        self.assertEqual(run.dataset().find_damaged(), ["plan/test-00000-of-00001.parquet"])
        with self.assertRaises(ReadError) as caught:
            run.dataset().read("plan")
        self.assert_fails(caught.exception, str(plan), "not a whole Parquet file", "launch its run again")

    def test_names_what_there_is_where_something_is_not(self) -> None:
        run = open_run(self.run_folder)
        for failing, words in (
            (lambda: run.read("dialogs"), ("no such relation", "There are turns.")),
            (lambda: run.read("../relations/turns"), ("no such relation",)),
            (lambda: run.read("turns", ["text"]), ("no column text", "dialog_id, turn")),
            (lambda: run.dataset().read("profile"), ('no config "profile"', "default, plan")),
            (lambda: run.dataset().read("plan", "validation"), ('no split "validation"', "train, test")),
            (lambda: open_dataset(self.runs), ("no dataset lies here",)),
            (lambda: open_run(self.runs), ("manifest.json", "this file is missing")),
            (lambda: list_runs(self.runs / "gone"), ("no such folder", "convrec launch --runs")),
        ):
            with self.subTest(words=words), self.assertRaises(ReadError) as caught:
                failing()
            self.assert_fails(caught.exception, *words)
        (self.run_folder / "manifest.json").write_text("{")
        with self.assertRaises(ReadError) as caught:
            open_run(self.run_folder)
        self.assert_fails(caught.exception, "not JSON")


if __name__ == "__main__":
    unittest.main()
