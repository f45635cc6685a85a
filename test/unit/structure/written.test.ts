import assert from 'node:assert/strict';
import { found } from './looked.ts';

const structure = { any: ['sink($$$, $KEY, $$$)'], where: { KEY: { written: true } } };
const isWritten = (text: string, file?: string) => found(structure, text, file).length > 0;

describe('a text that is written in the file', () => {
  const yes = (text: string, file?: string) => it(`is: ${text}`, () => assert.ok(isWritten(text, file)));
  const no = (text: string, file?: string) => it(`is not: ${text}`, () => assert.ok(!isWritten(text, file)));

  yes('sink("horse battery")');
  yes('const k = "horse battery"; sink(k)');
  yes('const k = "horse battery"; const b = Buffer.from(k, "utf8"); sink(b)');
  yes('sink(new TextEncoder().encode("horse battery"))');
  yes('sink([]byte("horse battery"))', 'a.go');
  yes('sink([]byte(`horse battery`))', 'a.go');
  yes('sink("horse battery".getBytes())', 'A.java');
  yes('sink("horse battery".getBytes(StandardCharsets.UTF_8))', 'A.java');
  yes('sink(Encoding.UTF8.GetBytes("horse battery"));', 'A.cs');
  yes('sink(b"horse battery")', 'a.py');
  yes('sink("horse battery".data(using: .utf8)!)', 'a.swift');
  yes('sink(Data("horse battery".utf8))', 'a.swift');
  yes('sink(key: "horse battery")', 'a.swift');

  no('sink(key)');
  no('sink(load("horse battery"))');
  no('sink(`horse ${battery}`)');
  no('sink("horse" + battery)');
  no('sink(process.env["HORSE_BATTERY"])');
  no('sink("<your key>")');
  no('sink("")');
  no('sink(os.environ["HORSE"].encode())', 'a.py');
  no('sink([]byte(os.Getenv("HORSE")))', 'a.go');
  no('sink(Encoding.UTF8.GetBytes(config["horse"]));', 'A.cs');
});
