"""Warmline's intents against an n-gram linear SVM (scikit-learn) and fastText, in one run on the same rows.

    Scripts/bench rivals DATA_FOLDER [--per-intent 10] [--seeds 1,2,3] [--model FILE]

DATA_FOLDER holds train.jsonl and dev.jsonl (--test names another file), one {"text": …, "intent": …} a line. For each
seed so many rows of each intent are drawn, and every contender learns those and nothing else but the intents' names,
which are one phrase more for each of them. Contenders take turns, each in a process of its own with one thread, so that
whatever else the machine does falls on all. A message is timed alone; memory is the most that the process ever held
(VmHWM), interpreter and libraries included, with what it held before it saw a row beside it.

The rivals' settings are the best of those tried on BANKING77's dev rows, which is to their favour. They are installed
into a folder of their own below the user's cache. Prints a table on standard error and one JSON line.
"""

import argparse
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
import venv

# fastText's published binding asks NumPy for what NumPy 2 refuses.
PACKAGES = ["scikit-learn==1.7.2", "numpy==1.26.4", "fasttext-wheel==0.9.2"]
RIVALS = {"svm": "sklearn", "fasttext": "fasttext"}
TITLES = {
    "svm": "n-gram linear SVM",
    "fasttext": "fastText",
    "warmline": "Warmline",
    "warmline_no_model": "Warmline, no weights",
}


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def draw(path, per_intent, seed):
    """So many rows of each intent, in one mixed order: fastText learns in the order it is given."""
    by_intent = {}
    for row in rows(path):
        by_intent.setdefault(row["intent"], []).append(row)
    dice = random.Random(seed)
    drawn = []
    for intent in sorted(by_intent):
        drawn += dice.sample(by_intent[intent], min(per_intent, len(by_intent[intent])))
    dice.shuffle(drawn)
    return drawn


def named(drawn):
    """The rows, and each intent's name as one more."""
    names = sorted({row["intent"] for row in drawn})
    return drawn + [{"text": re.sub("[_-]", " ", name), "intent": name} for name in names]


def memory(field):
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith(field))


# MARK: One rival, in a process of its own


def svm(drawn):
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.svm import LinearSVC

    model = make_pipeline(
        make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        ),
        LinearSVC(C=1),
    )
    model.fit([row["text"] for row in drawn], [row["intent"] for row in drawn])
    return lambda text: model.predict([text])[0], lambda texts: list(model.predict(texts))


def fasttext(drawn):
    import fasttext as library

    def words(text):
        """As fastText's own examples prepare text: small letters, marks on their own, one line."""
        return " ".join(re.sub(r"([.!?,'/()])", r" \1 ", text.lower()).split())

    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.writelines(f"__label__{row['intent']} {words(row['text'])}\n" for row in drawn)
        file.flush()
        model = library.train_supervised(
            file.name, thread=1, verbose=0, epoch=50, lr=5.0, dim=50, wordNgrams=2, minn=3, maxn=6, bucket=200_000
        )

    def label(text):
        return model.predict(words(text))[0][0].removeprefix("__label__")

    return label, lambda texts: [label(text) for text in texts]


def measure(rival, train, test):
    """One rival's figures, printed as JSON."""
    __import__(RIVALS[rival])
    before = memory("VmHWM:")
    drawn, unseen = named(rows(train)), rows(test)
    started = time.perf_counter()
    predict, predict_all = {"svm": svm, "fasttext": fasttext}[rival](drawn)
    seconds = time.perf_counter() - started
    for row in unseen[:50]:
        predict(row["text"])
    micros, right = [], 0
    for row in unseen:
        started = time.perf_counter()
        answer = predict(row["text"])
        micros.append((time.perf_counter() - started) * 1e6)
        right += answer == row["intent"]
    started = time.perf_counter()
    predict_all([row["text"] for row in unseen])
    batch = (time.perf_counter() - started) * 1e6 / len(unseen)
    figures = {
        "accuracy": right / len(unseen),
        "train_seconds": seconds,
        "message_micros": statistics.median(micros),
        "batch_micros": batch,
        "peak_bytes": memory("VmHWM:"),
        "bytes_before": before,
    }
    print(json.dumps(figures))


# MARK: The contest


def environment():
    """One thread, whoever would like more."""
    threads = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]
    return os.environ | {name: "1" for name in threads}


def installed():
    """The Python of the rivals' own folder, and what is missing there."""
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    folder = cache / "warmline" / "rivals"
    python, mark = folder / "bin" / "python", folder / "installed.txt"
    if not mark.exists() or mark.read_text(encoding="utf-8").split() != PACKAGES or not python.exists():
        print(f"Installing {', '.join(PACKAGES)} (once)", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
        if subprocess.run(pip + PACKAGES, stdout=sys.stderr).returncode == 0:
            mark.write_text("\n".join(PACKAGES), encoding="utf-8")
        else:
            # Rather one rival than none.
            for package in PACKAGES:
                subprocess.run(pip + [package], stdout=sys.stderr)
    missing = {}
    for rival, module in RIVALS.items():
        tried = subprocess.run([python, "-c", f"import {module}"], capture_output=True, text=True)
        if tried.returncode != 0:
            missing[rival] = f"{module} could not be installed: no wheel for this Python, or no registry"
    return python, missing


def warmline(program, model, train, test):
    words = ["--model", model] if model else ["--no-model"]
    command = [program, "evaluate", "intents", "--train", train, "--test", test, "--json", *words]
    done = subprocess.run(command, capture_output=True, text=True, env=environment())
    if done.returncode != 0:
        raise SystemExit(f"{program}: {done.stderr.strip()}")
    result = json.loads(done.stdout)
    return {
        "accuracy": result["accuracy"],
        "train_seconds": result["train_seconds"],
        "message_micros": result["parse_micros"]["p50"],
        "peak_bytes": result.get("peak_memory_bytes"),
    }


def rival(python, name, train, test):
    command = [python, __file__, "--measure", name, train, test]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment())
    return json.loads(done.stdout) if done.returncode == 0 else None


def model_file(wanted):
    """As programs look for it; nothing where there is none."""
    if wanted is None:
        wanted = os.environ.get("WARMLINE_MODEL")
    if wanted is None:
        data = os.environ.get("XDG_DATA_HOME") or str(pathlib.Path.home() / ".local" / "share")
        wanted = f"{data}/warmline/minilm-l6-v2.warmline"
    return wanted if wanted and pathlib.Path(wanted).exists() else None


def summary(turns):
    """Means of accuracy and training, medians of times, the most memory."""
    result = {
        "accuracy": statistics.mean(turn["accuracy"] for turn in turns),
        "accuracies": [round(turn["accuracy"], 4) for turn in turns],
        "train_seconds": statistics.mean(turn["train_seconds"] for turn in turns),
        "message_micros": statistics.median(turn["message_micros"] for turn in turns),
        "peak_bytes": max(turn["peak_bytes"] or 0 for turn in turns) or None,
    }
    if "batch_micros" in turns[0]:
        result["batch_micros"] = statistics.median(turn["batch_micros"] for turn in turns)
        result["bytes_before"] = max(turn["bytes_before"] for turn in turns)
    return result


def ratios(result, svm):
    return {
        "accuracy_gap": result["accuracy"] - svm["accuracy"],
        **{
            f"{field}_ratio": result[field] / svm[field]
            for field in ("train_seconds", "message_micros", "peak_bytes")
            if result[field] and svm[field]
        },
    }


def table(results):
    lines = [f"{'':24}{'right':>8}{'gap':>8}{'training':>12}{'a message':>13}{'memory':>11}"]
    for name, result in results.items():
        against = result.get("against_svm", {})
        gap = f"{100 * against['accuracy_gap']:+.1f}" if against else ""
        lines.append(
            f"{TITLES[name]:24}{100 * result['accuracy']:7.1f}%{gap:>8}{result['train_seconds']:10.2f} s"
            f"{result['message_micros']:10.0f} µs{(result['peak_bytes'] or 0) / 1e6:8.0f} MB"
        )
    return "\n".join(lines)


def contest(options):
    data = pathlib.Path(options.data)
    test = str(options.test or data / "dev.jsonl")
    seeds = [int(seed) for seed in options.seeds.split(",")]
    model = model_file(options.model)
    if options.model and not model:
        raise SystemExit(f"There is no file '{options.model}'.")
    python, absent = installed()
    contenders = {
        name: lambda train, name=name: rival(python, name, train, test) for name in RIVALS if name not in absent
    }
    if model:
        contenders["warmline"] = lambda train: warmline(options.warmline, model, train, test)
    else:
        absent["warmline"] = "there is no language model; Scripts/weights fetches it"
    contenders["warmline_no_model"] = lambda train: warmline(options.warmline, None, train, test)
    turns = {name: [] for name in contenders}
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            train = f"{folder}/{seed}.jsonl"
            drawn = draw(data / "train.jsonl", options.per_intent, seed)
            with open(train, "w", encoding="utf-8") as file:
                file.writelines(json.dumps(row) + "\n" for row in drawn)
            for name, take_turn in contenders.items():
                figures = take_turn(train)
                if figures:
                    turns[name].append(figures)
                    print(f"seed {seed}: {TITLES[name]} {100 * figures['accuracy']:.1f}%", file=sys.stderr)
                else:
                    absent[name] = f"failed on seed {seed}"
    results = {name: summary(taken) for name, taken in turns.items() if taken}
    for name, result in results.items():
        if "svm" in results and name != "svm":
            result["against_svm"] = ratios(result, results["svm"])
    print(table(results), file=sys.stderr)
    for name, why in absent.items():
        print(f"{TITLES[name]} is left out: {why}", file=sys.stderr)
    report = {
        "bench": "rivals",
        "data": data.name,
        "per_intent": options.per_intent,
        "seeds": seeds,
        "tested": len(rows(test)),
        "packages": PACKAGES,
        "results": results,
        "left_out": absent,
    }
    print(json.dumps(report))


def main():
    if sys.argv[1:2] == ["--measure"]:
        return measure(*sys.argv[2:])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", help="the folder with train.jsonl and dev.jsonl")
    parser.add_argument("--warmline", required=True, help="the built program")
    parser.add_argument("--model", help="the language model's file, instead of where programs look for it")
    parser.add_argument("--per-intent", type=int, default=10)
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--test", help="rows to test on, instead of dev.jsonl")
    contest(parser.parse_args())


if __name__ == "__main__":
    main()
