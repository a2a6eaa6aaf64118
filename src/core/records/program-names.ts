/**
 * Names under which screening tools and their users let programs vote. A program that counts as a person
 * makes the flow say "by a human" of what no human decided (PRISMA 2020 asks for both numbers).
 *
 * | name | where it votes | source |
 * | --- | --- | --- |
 * | AI Reviewer | Rayyan: a member of the team that votes on every article, conflicts included | https://help.rayyan.ai/hc/en-us/articles/46034112564497-AI-Reviewer-ResearchPilot |
 * | LLM, LLM Evaluation | EPPI-Reviewer's evaluation of codes that a language model gave | release notes of EPPI-Reviewer 6.18 |
 * | ASReview, ELAS u4 | labels that ASReview's model gave, imported under the name of the tool | https://asreview.readthedocs.io |
 * | RobotReviewer, RobotAnalyst | programs that call themselves so | https://www.robotreviewer.net |
 * | GPT-4o, ChatGPT, Claude 3, Gemini 2, Llama 3 | votes of a language model under its own name and version | names of the models; `Claude` alone is a person's |
 */
const PROGRAMS: readonly RegExp[] = [
  /^(?:rayyan |covidence |eppi |distillersr )?ai (?:reviewer|screener|assistant)(?: \d+)?$/,
  /^(?:rayyan|covidence) ai$/,
  /^llm(?: (?:reviewer|screener|evaluation))?(?: \d+)?$/,
  /^(?:asreview|elas [a-z]\d)(?: model)?$/,
  /^robot ?(?:reviewer|analyst)$/,
  /^(?:openai )?(?:chat ?)?gpt(?: ?\d+(?: \d+)?o?)?(?: (?:mini|turbo|nano))?$/,
  /^(?:claude|gemini|llama) ?\d+(?: [a-z0-9]+)*$/,
];

/** No name of a program is longer. */
const LONGEST = 60;

/** Whether this name, or the name before the @ of this e-mail address, is that of a program. */
export function isProgramName(name: string): boolean {
  if (name.length > LONGEST) return false;
  const [local = ""] = name.split("@");
  const plain = local
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
  return PROGRAMS.some((pattern) => pattern.test(plain));
}
