// Excel played by Node: loads main.py into Pyodide as xlwings Lite does, and calls its functions through the JavaScript that
// xlwings ships (custom-functions-code.js). Only Office itself is a stand-in. A JSON job on stdin, a JSON report on stdout.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";

const job = JSON.parse(readFileSync(0, "utf8"));
const seconds = {};
let since = performance.now();

function lap(name) {
  const now = performance.now();
  seconds[name] = (now - since) / 1000;
  since = now;
}

async function startPython() {
  const { loadPyodide } = await import(pathToFileURL(join(job.modules, "pyodide", "pyodide.mjs")));
  const python = await loadPyodide({ env: { HOME: "/home/pyodide", XLWINGS_LICENSE_KEY: job.key } });
  lap("start");
  for (const wheel of job.wheels) python.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel");
  for (const [name, text] of Object.entries(job.runtime)) python.FS.writeFile(`/home/pyodide/${name}`, text);
  python.FS.writeFile("/home/pyodide/main.py", job.main);
  python.FS.writeFile("/home/pyodide/officejs_boek.py", job.excel);
  return python;
}

// As Lite does it: main.py is run from its text, and is the module of both the functions and the scripts.
const LOAD = `
import os
os.environ["XLWINGS_ON_SERVER"] = "true"
import sys, types
import xlwings.server
text = open("/home/pyodide/main.py", encoding="utf-8").read()
main = types.ModuleType("main")
sys.modules["main"] = sys.modules["custom_functions"] = sys.modules["custom_scripts"] = main
exec(text, main.__dict__)
import wasm_runtime
wasm_runtime, text
`;

// The buttons: officejs_boek.py is Excel to them, and clicks one after the other.
const CLICK = `
import json, officejs_boek
async def click(begin, stappen):
    excel = officejs_boek.Excel(json.loads(begin))
    return json.dumps(await officejs_boek.run_stappen(excel, json.loads(stappen), main))
click
`;

class ExcelError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

// A range as Excel hands it over: error values are objects, empty cells are "" (or null inside an array).
function toExcel(cell) {
  const errors = { "#DIV/0!": "Div0", "#N/A": "NotAvailable", "#NAME?": "Name", "#NULL!": "Null", "#NUM!": "Num", "#REF!": "Ref", "#VALUE!": "Value" };
  return cell in errors ? { type: "Error", errorType: errors[cell], basicType: "Error", basicValue: cell } : cell;
}

function startOffice(runtime, names) {
  const registered = {};
  const sandbox = {
    config: { onWasm: true },
    console: { log() {}, info() {}, error() {} },
    crypto: globalThis.crypto,
    localStorage: { getItem: () => "sessie", setItem() {} },
    setTimeout,
    Office: {
      onReady: async (ready) => ready && ready({}),
      context: { requirements: { isSetSupported: () => true } },
    },
    Excel: {
      RequestContext: class {
        workbook = { name: "begroting.xlsx", load() {} };
        async sync() {}
      },
    },
    CustomFunctions: {
      Error: ExcelError,
      ErrorCode: { invalidValue: "#VALUE!" },
      associate: (name, fn) => (registered[name] = fn),
    },
    xlwings: {
      getCultureInfoName: async () => "nl-NL",
      getDateFormat: async () => "dd-mm-yyyy",
    },
    wasmCustomFunctionsCall: async (body) => await runtime.custom_functions_call(body),
  };
  sandbox.globalThis = sandbox;
  const stubs = names.map(
    (name) =>
      `CustomFunctions.associate("${name.toUpperCase()}", (...args) => base({ funcName: "${name}", isStreaming: false, isCached: false }, ...args));`,
  );
  vm.runInNewContext(job.glue.replaceAll("placeholder_xlwings_version", job.version) + stubs.join("\n"), sandbox);
  return registered;
}

async function main() {
  const python = await startPython();
  lap("unpack");
  const [runtime, text] = python.runPython(LOAD).toJs({ depth: 1 });
  lap("load");
  const meta = runtime.custom_functions_meta(text);
  const names = meta.functions.map((one) => one.id.toLowerCase());
  const excel = startOffice(runtime, names);
  lap("register");
  const results = [];
  for (const { name, args, times = 1 } of job.calls) {
    let answer;
    const begin = performance.now();
    for (let n = 0; n < times; n++) {
      const ranges = args.map((range) => range && range.map((row) => row.map(toExcel))); // null: an optional argument left out
      try {
        answer = { value: await excel[name](...ranges, { address: "Blad1!B2" }) };
      } catch (problem) {
        if (!(problem instanceof ExcelError)) throw problem;
        answer = { error: problem.code, message: problem.message };
      }
    }
    results.push({ ...answer, seconds: (performance.now() - begin) / 1000 / times });
  }
  lap("calls");
  const click = python.runPython(CLICK);
  const clicks = JSON.parse(await click(JSON.stringify(job.begin), JSON.stringify(job.stappen)));
  lap("clicks");
  process.stdout.write(
    JSON.stringify({
      pyodide: python.version,
      python: python.runPython("import sys; sys.version.split()[0]"),
      xlwings: python.runPython("xlwings.__version__"),
      own: python.runPython("sorted(n for n in sys.modules if n.split('.')[0] in ('cusd_xl', 'pandas', 'numpy', 'pydantic', 'lxml'))").toJs(),
      seconds,
      meta,
      results,
      clicks,
    }),
  );
}

// the stack of a failure inside Pyodide holds its whole minified source
main().catch((problem) => {
  process.stderr.write(`${problem.name}: ${problem.message}\n`);
  process.exitCode = 1;
});
