// Where the page's hall is reached. A server of several halls has each under an address of its own (/h/KEY), which the
// page says in `<html data-root>`; a server of one hall has it at its root. The files of /web and /vendor belong to no hall.

const root = () => document.documentElement.dataset.root ?? "";

/** The address of `path` (it begins with "/") in the page's hall. */
export const at = (path) => root() + path;

/** The page's own address as the hall knows it: what `at` makes an address of. */
export const here = () => location.pathname.slice(root().length);
