"""Program updates on a stick: the whole program folder, signed by the same roles as packs. Never mixed with content packs."""
