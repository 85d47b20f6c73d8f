"""Response criteria, one file each; `criteria` names them all."""
