"""Giljabi (길잡이): answers about support programmes, each bound to the words it stands on."""
