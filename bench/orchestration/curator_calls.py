"""Asks an endpoint CALLS single-turn questions with bespoke curator, nothing durable; prints seconds as JSON.

curator_calls.py BASE_URL CALLS IN_FLIGHT FOLDER
"""

import json
import os
import pathlib
import sys
import time

base_url, calls, in_flight, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
os.environ.update(
    TELEMETRY_ENABLED="false",
    CURATOR_VIEWER="0",
    CURATOR_CACHE_DIR=folder,
    HF_HOME=folder,
    HF_HUB_OFFLINE="1",
    OPENAI_API_KEY="none",
    LITELLM_LOCAL_MODEL_COST_MAP="True",
)
import litellm

# The tokenizer that curator would fetch lies in a package that it installs.
tokenizers = pathlib.Path(litellm.__file__).parent / "litellm_core_utils" / "tokenizers"
os.environ["TIKTOKEN_CACHE_DIR"] = str(tokenizers)

from bespokelabs import curator
from datasets import Dataset


class Ask(curator.LLM):
    def prompt(self, row):
        return f"What do you say of number {row['number']}?"

    def parse(self, row, response):
        return {"number": row["number"], "answer": response}


ask = Ask(
    model_name="gpt-3.5-turbo",
    backend="openai",
    backend_params={
        "base_url": base_url,
        "max_concurrent_requests": in_flight,
        "max_requests_per_minute": 10_000_000,
        "max_tokens_per_minute": 10_000_000_000,
    },
)
questions = Dataset.from_list([{"number": number} for number in range(calls)])
started = time.perf_counter()
answers = ask(questions)
seconds = time.perf_counter() - started
found = len(answers.dataset) if hasattr(answers, "dataset") else len(answers)
if found != calls:
    raise SystemExit(f"{found} answers to {calls} questions")
print("\n" + json.dumps({"seconds": seconds}))
