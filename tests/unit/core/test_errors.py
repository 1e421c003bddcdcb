"""Every code has a sentence for people, and errors cross from one process to another."""

import pickle
import string

import pytest

from app.core.errors import SENTENCES, BundleError, InputError, KifuaError, OutputError, Reason

ERRORS = [
    InputError("file_empty"),
    InputError("image_too_large", width=9, height=8),
    BundleError("model_damaged", name="model.tflite"),
    OutputError("output_failed", path="a.csv", error=OSError(28, "No space left")),
]


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_one_line_that_ends(code):
    sentence = SENTENCES[code]
    assert sentence.endswith((".", ")."))
    assert "\n" not in sentence


@pytest.mark.parametrize("code", SENTENCES)
def test_a_code_is_a_word_for_programs(code):
    assert set(code) <= set(string.ascii_lowercase + "_")


def test_a_reason_is_filled_with_its_facts():
    assert "9 × 8 pixels" in Reason.of("image_too_large", width=9, height=8).sentence


def test_a_reason_reads_as_code_and_sentence():
    assert str(Reason.of("file_empty")).startswith("file_empty: This file is empty")


def test_an_unknown_code_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        Reason.of("no_such_code")


def test_a_forgotten_fact_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        Reason.of("image_too_large", width=9)


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_survives_the_way_from_a_worker_process(error):
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), back.reason, str(back)) == (type(error), error.reason, str(error))


@pytest.mark.parametrize("error", ERRORS)
def test_all_errors_are_of_one_family(error):
    assert isinstance(error, KifuaError)


def test_an_error_says_its_reason():
    assert str(ERRORS[0]) == str(ERRORS[0].reason)
