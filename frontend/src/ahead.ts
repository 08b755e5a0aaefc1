// On any page of a device that is somebody's own: draw the envelope ahead, send what still waits.

import { isMine, load } from "./drawer.ts";
import { drawEnvelope, send } from "./envelope.ts";
import type { Place } from "./post.ts";

export async function workAhead(place: Place, open: boolean): Promise<void> {
  if (!isMine(place.tag) || !window.isSecureContext) return;
  const { manifest } = await drawEnvelope(place);
  if (open && load(place.round, place.tag)?.waiting) await send(place, manifest);
}
