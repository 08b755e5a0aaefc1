// On any page of a device that is somebody's own: draw the envelope ahead, send what still waits.

import { forgetClosed, stayKept } from "./drawer.ts";
import { drawEnvelope, sendTheRest } from "./envelope.ts";
import type { Place } from "./post.ts";

export async function workAhead(place: Place, delay: number): Promise<void> {
  if (!window.isSecureContext) return;
  forgetClosed(Date.now());
  sendTheRest(delay);
  if (!place.own) return;
  stayKept();
  await drawEnvelope(place);
}
