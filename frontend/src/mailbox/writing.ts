// What an author's letter holds, and how it is sealed.

import { toBytes, toText, type Bytes } from "../bytes.ts";
import type { Json } from "../canonical.ts";
import { deskBytes, type Epoch } from "./desks.ts";
import { newMark, type Found } from "./finding.ts";
import { pack, sealLetter } from "./letters.ts";

/** What is meant for everybody: an idea or a question, which the board puts on its page. */
export interface Voice {
  kind: string;
  title: string;
  about: string;
  language: string;
}

/** In the place of a voice: what the thread said for everybody is taken back. */
export const TAKES_BACK = { takes_back: true };

/** A letter before it is sealed. */
export interface Draft {
  text: string;
  desk: string;
  epoch: Epoch;
  into: Found;
  voice: Voice | typeof TAKES_BACK | null;
  files: Json | null; // files/manifest.ts
}

/** The record of a letter, sealed to the desk and to its author. */
export async function sealed({ text, desk, epoch, into, voice, files }: Draft): Promise<Bytes> {
  const { thread, nextOut } = into;
  const fields: { [name: string]: Json } = {
    v: 1,
    kind: "letter",
    thread: toText(thread.signPublic),
    seal: toText(thread.sealPublic),
    replies: toText(thread.in),
    epoch: epoch.number,
    pin: epoch.sign,
    n: nextOut,
    text,
  };
  if (voice) fields.voice = { ...voice };
  if (files) fields.files = files;
  const mark = await newMark(into);
  return pack(await sealLetter(fields, { desk: deskBytes(desk), mark, sign: thread.sign, toDesk: toBytes(epoch.seal, 32), toAuthor: thread.sealPublic }));
}
