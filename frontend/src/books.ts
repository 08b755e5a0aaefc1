// Loaded by app.ts once in some days, on a device that is somebody's own: draws stamps for letters ahead.

import { fetchState } from "./mailbox/carrying.ts";
import { lookAfterBooks } from "./mailbox/books.ts";

const { lettersUrl = "", stampsUrl = "", proofsUrl = "", csrf = "", tag = "" } = (document.currentScript as HTMLScriptElement | null)?.dataset ?? {};

void lookAfterBooks({ stampsUrl, proofsUrl, csrf, tag, own: true }, () => fetchState(lettersUrl), Date.now()).catch(() => undefined);
