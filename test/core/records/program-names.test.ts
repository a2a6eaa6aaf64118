import { expect, test } from "vitest";
import { isProgramName } from "../../../src/core/records/program-names.ts";

test.each([
  "AI Reviewer",
  "AI-Reviewer",
  "ai_reviewer@rayyan.ai",
  "Rayyan AI Reviewer",
  "LLM Evaluation",
  "ASReview",
  "RobotReviewer",
  "GPT-4o",
  "gpt-4.1-mini",
  "ChatGPT",
  "Claude 3.5 Sonnet",
  "Gemini 2.0",
])("%s is a program", (name) => {
  expect(isProgramName(name)).toBe(true);
});

test.each([
  "Ai Weiwei",
  "Claude",
  "Claude Dupont",
  "Gemini",
  "Aidan",
  "reviewer-1",
  "Ann",
  "Daisy",
  "",
])("`%s` is a person", (name) => {
  expect(isProgramName(name)).toBe(false);
});
