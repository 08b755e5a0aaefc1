// Lighthouse on the five main pages of a running demo, as a slow phone sees them.
//
//   python3 bothways demo --port 8000
//   cd SOME/EMPTY/FOLDER && npm install lighthouse chrome-launcher
//   NODE_PATH=. node /PATH/TO/benchmarks/lighthouse.mjs http://127.0.0.1:8000
//
// Nothing of the product needs it. Goal: 95 in performance, accessibility and best practices; it
// prints every audit that is not perfect, and fails below the goal. CHROME_PATH names the browser.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const GOAL = 95;
const KINDS = ["performance", "accessibility", "best-practices"];
const [base] = process.argv.slice(2);
const installed = createRequire(`${process.cwd()}/`);
const load = (name) => import(pathToFileURL(installed.resolve(name)));
const { default: lighthouse } = await load("lighthouse");
const { launch } = await load("chrome-launcher");

/** Come in by a door of the demo; return the cookies and the page that opens. */
async function comeIn(role) {
  const doors = await fetch(`${base}/demo/`);
  const page = await doors.text();
  const door = page.split("<form").slice(1).find((part) => part.split("</form>")[0].includes(role));
  const [, action] = door.match(/action="([^"]+)"/);
  const [, token] = door.match(/csrfmiddlewaretoken" value="([^"]+)"/);
  const first = cookiesOf(doors);
  const entered = await fetch(base + action, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: first, Referer: `${base}/demo/` },
    body: new URLSearchParams({ csrfmiddlewaretoken: token }),
  });
  const cookie = `${first}; ${cookiesOf(entered)}`;
  const week = await fetch(`${base}/`, { headers: { Cookie: cookie } });
  return { cookie, week: await week.text() };
}

function cookiesOf(reply) {
  return reply.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
}

/** Look at one page in a browser and a session of its own: what a page sets would end the next. */
async function look(role, path) {
  const { cookie, week } = await comeIn(role);
  const wanted = path || week.match(/\/rounds\/[0-9a-f-]+\/answer\//)[0];
  const chrome = await launch({ chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
  const flags = { port: chrome.port, output: "json", logLevel: "error", onlyCategories: KINDS };
  const { lhr } = await lighthouse(base + wanted, { ...flags, extraHeaders: { Cookie: cookie } });
  await chrome.kill();
  if (new URL(lhr.finalDisplayedUrl).pathname !== wanted) throw new Error(`led to ${lhr.finalDisplayedUrl}`);
  return told(path || "/rounds/.../answer/", lhr);
}

function told(path, lhr) {
  const scores = Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]);
  const paint = lhr.audits["largest-contentful-paint"].displayValue;
  console.log(`${path}  ${scores.map((pair) => pair.join(" ")).join("  ")}  largest paint ${paint}`);
  for (const { auditRefs } of Object.values(lhr.categories)) {
    for (const { id, weight } of auditRefs) {
      const { score, title, displayValue = "" } = lhr.audits[id];
      if (weight && score !== null && score < 1) console.log(`  ${id} ${score}: ${title} ${displayValue}`);
    }
  }
  return scores.every(([, score]) => score >= GOAL);
}

const EMPLOYEE = "Employee on the shop floor";
const PAGES = [[EMPLOYEE, "/"], [EMPLOYEE, ""], [EMPLOYEE, "/trust/"], [EMPLOYEE, "/promises/"], ["People lead", "/people/"]];
let good = true;
for (const [role, path] of PAGES) good = (await look(role, path)) && good;
process.exit(good ? 0 : 1);
