"""Every training recipe, as data: one module for each group, and `recipe` for what a recipe is."""

from __future__ import annotations

from trainer.errors import TrainerError
from trainer.networks.recipes.recipe import Augmentation, Recipe
from trainer.networks.recipes.shipped import SCREEN_128, SCREEN_LUNGS_128
from trainer.networks.recipes.study import STUDY
from trainer.networks.recipes.toy import TOY
from trainer.networks.recipes.trials import TRIALS

SHIPPED = SCREEN_LUNGS_128

RECIPES = {recipe.name: recipe for recipe in (*STUDY, *TRIALS, SCREEN_128, SHIPPED, TOY)}

__all__ = ["RECIPES", "SHIPPED", "STUDY", "TOY", "TRIALS", "Augmentation", "Recipe", "recipe_named"]


def recipe_named(name: str) -> Recipe:
    """Return a recipe by its name.

    Raises:
        TrainerError: there is none.
    """
    if name not in RECIPES:
        raise TrainerError(f"There is no recipe named {name}: use one of {', '.join(RECIPES)}.")
    return RECIPES[name]
