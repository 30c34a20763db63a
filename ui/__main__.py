"""`python -m ui` opens the window; nothing else."""

from ui.app import main

raise SystemExit(main())
