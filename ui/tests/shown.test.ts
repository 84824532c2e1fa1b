import { expect, test } from "vitest";
import { shown } from "../src/api/shown";

test("of a row, just the fields that are sent", () => {
  const row = { id: "1", title: "Old", due_on: null, state: "open" };
  const sent: { title: string; due_on: string | null } = { title: "New", due_on: "2026-03-02" };
  expect(shown<typeof sent>(row, sent)).toEqual({ title: "Old", due_on: null });
});
