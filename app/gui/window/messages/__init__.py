"""Where the window says what its parts have to say."""
