"""Reads a dataset's COCO files with the official readers and scores the truth against itself. Any warning is an error.

usage: read_coco.py DATASET    (needs pycocotools; panopticapi is used where it is installed)
prints one JSON object with the scores; exit 1 when one is not perfect.
"""

import contextlib
import io
import json
import os
import sys
import warnings

warnings.simplefilter("error")
# pycocotools and numpy 2 about each other's ways, whatever the data.
warnings.simplefilter("ignore", DeprecationWarning)
# panopticapi leaves its pool of processes open.
warnings.simplefilter("ignore", ResourceWarning)
import numpy as np  # noqa: E402
from pycocotools.coco import COCO  # noqa: E402
from pycocotools.cocoeval import COCOeval  # noqa: E402

dataset = sys.argv[1]
instances = os.path.join(dataset, "coco", "instances.json")
scores = {}


def average_precision(truth, kind, categories):
    """AP of the truth handed in as detections; crowds are left out of the score."""
    annotations = [a for a in truth.dataset["annotations"] if a["category_id"] in categories]
    if not annotations:
        return None
    found = truth.loadRes([dict(a, score=1.0) for a in annotations])
    evaluation = COCOeval(truth, found, kind)
    evaluation.params.catIds = sorted(categories)
    if kind == "keypoints":
        count = len(annotations[0]["keypoints"]) // 3
        evaluation.params.kpt_oks_sigmas = np.full(count, 0.05)
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    return float(evaluation.stats[0])


with contextlib.redirect_stdout(io.StringIO()):
    truth = COCO(instances)
    for annotation in truth.dataset["annotations"]:
        mask = truth.annToMask(annotation)
        assert mask.sum() == annotation["area"], f"annotation {annotation['id']}: area"
        box = [float(value) for value in truth.loadRes([dict(annotation, score=1.0)]).dataset["annotations"][0]["bbox"]]
        assert box == annotation["bbox"], f"annotation {annotation['id']}: box {box} instead of {annotation['bbox']}"
    seen = {a["category_id"] for a in truth.dataset["annotations"] if not a["iscrowd"]}
    if seen:
        scores["bbox"] = average_precision(truth, "bbox", seen)
        scores["segm"] = average_precision(truth, "segm", seen)
    for category in truth.loadCats(truth.getCatIds()):
        drawn = [a for a in truth.dataset["annotations"] if a["category_id"] == category["id"]]
        if any(a.get("num_keypoints", 0) > 0 and not a["iscrowd"] for a in drawn):
            scores[f"keypoints {category['name']}"] = average_precision(truth, "keypoints", {category["id"]})

scores["images"] = len(truth.dataset["images"])
scores["annotations"] = len(truth.dataset["annotations"])
for image in truth.dataset["images"]:
    assert os.path.exists(os.path.join(dataset, image["file_name"])), image["file_name"]

try:
    from panopticapi.evaluation import pq_compute
except ModuleNotFoundError:
    scores["panoptic"] = "panopticapi is not installed"
else:
    panoptic = os.path.join(dataset, "coco", "panoptic.json")
    folder = os.path.join(dataset, "coco", "panoptic")
    with contextlib.redirect_stdout(io.StringIO()):
        result = pq_compute(panoptic, panoptic, gt_folder=folder, pred_folder=folder)
    scores["panoptic"] = {name: result[name]["pq"] for name in ("All", "Things", "Stuff")}

print(json.dumps(scores))
perfect = [v for k, v in scores.items() if isinstance(v, float)]
if isinstance(scores["panoptic"], dict):
    perfect += [v for v in scores["panoptic"].values()]
sys.exit(0 if all(v > 0.9999 for v in perfect) else 1)
