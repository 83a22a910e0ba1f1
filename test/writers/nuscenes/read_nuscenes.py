"""Reads a dataset's nuscenes/ folder with the nuscenes-devkit and scores the truth against itself.

usage: read_nuscenes.py DATASET [PICTURE [points]]    (needs nuscenes-devkit)
PICTURE: a sample drawn by it, PNG; with `points`, each lidar point in the colour of its class
prints one JSON object; exit 1 when something is wrong.
"""

import contextlib
import io
import json
import os
import sys
import tempfile

import matplotlib

matplotlib.use("Agg")
import numpy as np  # noqa: E402
from nuscenes import NuScenes  # noqa: E402
from nuscenes.eval.common.config import config_factory  # noqa: E402
from nuscenes.eval.detection.evaluate import DetectionEval  # noqa: E402
from nuscenes.eval.detection.utils import category_to_detection_name  # noqa: E402
from nuscenes.utils.data_classes import LidarPointCloud, RadarPointCloud  # noqa: E402
from nuscenes.utils.geometry_utils import points_in_box  # noqa: E402

VERSION = "v1.0-nearmiss"
root = os.path.join(sys.argv[1], "nuscenes")
with open(os.path.join(root, VERSION, "colormap.json")) as file:
    colours = {name: tuple(colour) for name, colour in json.load(file).items()}
nusc = NuScenes(version=VERSION, dataroot=root, verbose=False, colormap=colours)
wrong = []
found = {"samples": len(nusc.sample), "annotations": len(nusc.sample_annotation)}


def printed(work):
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        work()
    return text.getvalue().strip().split("\n")


found["scenes"] = printed(nusc.list_scenes)
found["categories"] = printed(nusc.list_categories)
found["attributes"] = printed(nusc.list_attributes)


def allowance(sample, annotation):
    """How far ego and body move against each other in half a turn, and a hand's breadth for limbs; m."""
    data = nusc.get("sample_data", sample["data"]["LIDAR_TOP"])
    other = nusc.get("sample_data", data["next"] or data["prev"])
    poses = [np.array(nusc.get("ego_pose", each["ego_pose_token"])["translation"]) for each in (data, other)]
    period = abs(other["timestamp"] - data["timestamp"]) * 1e-6
    own = np.linalg.norm(poses[1] - poses[0])
    body = np.nan_to_num(np.linalg.norm(nusc.box_velocity(annotation["token"]))) * period
    return 0.5 * (own + body) + 0.1


def count_points(sample):
    """Per annotation: stated, in its box, in its box made wider by what moves."""
    path, boxes, _ = nusc.get_sample_data(sample["data"]["LIDAR_TOP"])
    points = LidarPointCloud.from_file(path).points[:3]
    for box in boxes:
        annotation = nusc.get("sample_annotation", box.token)
        inside = int(points_in_box(box, points).sum())
        box.wlh = box.wlh + 2 * allowance(sample, annotation)
        yield annotation["num_lidar_pts"], inside, int(points_in_box(box, points).sum())


has_lidar = "LIDAR_TOP" in nusc.sample[0]["data"]
if has_lidar:
    counts = np.array([each for sample in nusc.sample for each in count_points(sample)])
    found["points"] = {"stated": int(counts[:, 0].sum()), "in boxes": int(counts[:, 1].sum())}
    found["boxes whose points all lie within"] = int((counts[:, 2] >= counts[:, 0]).sum())
    if not (counts[:, 2] >= counts[:, 0]).all():
        wrong.append("num_lidar_pts: more than lie in the box, by what moves")

RadarPointCloud.disable_filters()
radar = 0
for data in nusc.sample_data:
    path = nusc.get_sample_data_path(data["token"])
    if not os.path.exists(path):
        wrong.append(f"{path} is missing")
    if data["sensor_modality"] == "radar" and data["is_key_frame"]:
        radar += RadarPointCloud.from_file(path).nbr_points()
found["radar returns"] = radar

if hasattr(nusc, "lidarseg"):
    first = nusc.sample[0]["token"]
    found["point classes"] = printed(lambda: nusc.list_lidarseg_categories(sort_by="index"))
    found["points of a sample"] = printed(lambda: nusc.get_sample_lidarseg_stats(first))

if len(sys.argv) > 2:
    middle = nusc.sample[len(nusc.sample) // 2]["token"]
    nusc.render_sample(middle, out_path=sys.argv[2], verbose=False, show_lidarseg=len(sys.argv) > 3)


def truth_as_result():
    """Every annotation that the detection task knows, handed in as a detection."""
    names = {each["token"]: each["name"] for each in nusc.attribute}
    results = {}
    for sample in nusc.sample:
        scene = nusc.get("scene", sample["scene_token"])["name"]
        if scene not in split:
            continue
        results[sample["token"]] = []
        for token in sample["anns"]:
            annotation = nusc.get("sample_annotation", token)
            name = category_to_detection_name(annotation["category_name"])
            # The evaluation leaves out what has no point, of the truth alone.
            if name is None or annotation["num_lidar_pts"] + annotation["num_radar_pts"] == 0:
                continue
            attributes = [names[each] for each in annotation["attribute_tokens"]]
            results[sample["token"]].append(
                {
                    "sample_token": sample["token"],
                    "translation": annotation["translation"],
                    "size": annotation["size"],
                    "rotation": annotation["rotation"],
                    "velocity": np.nan_to_num(nusc.box_velocity(token)[:2]).tolist(),
                    "detection_name": name,
                    "detection_score": 1.0,
                    "attribute_name": attributes[0] if attributes else "",
                }
            )
    return results


with open(os.path.join(root, VERSION, "splits.json")) as file:
    splits = json.load(file)
for name, split in splits.items():
    # The evaluation measures distances from the lidar on top.
    if not split or not has_lidar:
        continue
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "results.json")
        uses = {f"use_{each}": False for each in ("camera", "lidar", "radar", "map", "external")}
        with open(path, "w") as file:
            json.dump({"meta": uses, "results": truth_as_result()}, file)
        evaluation = DetectionEval(nusc, config_factory("detection_cvpr_2019"), path, name, folder, verbose=False)
        metrics, _ = evaluation.evaluate()
        there = {box.detection_name for box in evaluation.gt_boxes.all}
        scores = {each: round(metrics.mean_dist_aps[each], 6) for each in sorted(there)}
        errors = {
            each: {key: round(float(value), 6) for key, value in metrics._label_tp_errors[each].items() if not np.isnan(value)}
            for each in sorted(there)
        }
        found[name] = {"average precision": scores, "errors": errors}
        if any(score < 0.999 for score in scores.values()):
            wrong.append(f"{name}: the truth does not score 1 against itself")

print(json.dumps({"found": found, "wrong": wrong}))
sys.exit(1 if wrong else 0)
