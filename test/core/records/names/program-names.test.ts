import { expect, test } from "vitest";
import { isProgramName } from "../../../../src/core/records/names/program-names.ts";

test.each([
  "AI Reviewer",
  "AI-Reviewer",
  "ai_reviewer@rayyan.ai",
  "Rayyan AI Reviewer",
  "GPT4",
  "OpenAI GPT-5.1",
  "GPT-4o",
  "gpt-4.1-mini",
  "ChatGPT",
  "Claude 3.5 Sonnet",
  "Gemini 2.0",
  "Mistral 7B",
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
  // People label what ASReview shows; RobotReviewer screens nothing.
  "ASReview",
  "RobotReviewer",
  "Mistral",
  "Ann",
  "Daisy",
  "",
])("`%s` is a person", (name) => {
  expect(isProgramName(name)).toBe(false);
});
