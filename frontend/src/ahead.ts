// On a device that is somebody's own: draw the envelope ahead of the day on which it is needed.

import { forgetClosed, stayKept } from "./drawer.ts";
import { drawEnvelope } from "./envelope.ts";
import { completeAll } from "./late.ts";
import type { Place } from "./post.ts";

export async function workAhead(place: Place): Promise<void> {
  if (!window.isSecureContext) return;
  forgetClosed(Date.now());
  await completeAll(place).catch(() => undefined);
  if (!place.own) return;
  stayKept();
  await drawEnvelope(place);
}
