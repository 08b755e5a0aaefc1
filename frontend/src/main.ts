// Bothways' ballot client. Which part works here is said by the page's data attributes.

import { workAhead } from "./ahead.ts";
import { Page } from "./page.ts";
import type { Place } from "./post.ts";
import { askAboutCovers } from "./wish.ts";

function placeOf(data: DOMStringMap): Place {
  return {
    round: data.round ?? "",
    manifestUrl: data.manifestUrl ?? "",
    manifestHash: data.manifestHash ?? "",
    envelopeUrl: data.envelopeUrl ?? "",
    stampUrl: data.stampUrl ?? "",
    boxUrl: data.boxUrl ?? "",
    block: data.block ?? "",
    tag: data.personTag ?? "",
    csrf: data.csrf ?? "",
    own: data.own !== undefined,
    deviceUrl: data.deviceUrl ?? "",
  };
}

function begin(): void {
  const answering = document.querySelector<HTMLElement>("[data-answering]");
  if (answering) {
    void new Page(answering, placeOf(answering.dataset), Number(answering.dataset.delay)).open();
  }
  askAboutCovers();
  const ahead = document.querySelector<HTMLElement>("[data-work-ahead]");
  if (ahead) {
    void workAhead(placeOf(ahead.dataset)).catch(() => undefined);
  }
}

begin();
