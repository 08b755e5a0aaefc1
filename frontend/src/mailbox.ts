// The mailbox's script: the author's page, and the page of a desk for who reads there.

import { AuthorPage } from "./mailbox/authorpage.ts";
import { ReaderPage } from "./mailbox/readerpage.ts";

const author = document.querySelector<HTMLElement>("[data-mailbox]");
if (author) void new AuthorPage(author).open();
const reader = document.querySelector<HTMLElement>("[data-desk-reader]");
if (reader) void new ReaderPage(reader).open();
