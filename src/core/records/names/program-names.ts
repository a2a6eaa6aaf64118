/**
 * Names under which screening tools and their users let programs vote. A program that counts as a person
 * makes the flow say "by a human" of what no human decided (PRISMA 2020 asks for both numbers).
 *
 * | name | where it votes | source |
 * | --- | --- | --- |
 * | AI Reviewer | Rayyan: a member of the team that votes on every article, conflicts included | https://help.rayyan.ai/hc/en-us/articles/46034112564497-AI-Reviewer-ResearchPilot |
 * | GPT4, GPT-4o, GPT 5.1, Claude, Llama and Mistral with a version | EPPI-Reviewer: models that code items, each compared with people | its changes of 6.15.5 (https://eppi.ioe.ac.uk/cms/Default.aspx?tabid=2932&forumid=22&postid=2453&scope=posts), 6.17 (postid=2459) and https://eppi.ioe.ac.uk/cms/er/Help/Version-History-Announcements/Latest-Changes-16-04-2026-V61800 |
 * | ChatGPT, Gemini with a version | decisions of a script, imported under the name of its model | https://pmc.ncbi.nlm.nih.gov/articles/PMC12657656; `Claude` or `Gemini` alone may be a person's |
 *
 * ASReview is not here: its model orders the records, and people give all labels
 * (https://asreview.readthedocs.io). Nor is RobotReviewer, which judges the risk of bias of trials and
 * screens nothing (https://www.robotreviewer.net).
 */
const PROGRAMS: readonly RegExp[] = [
  /^(?:rayyan )?ai reviewer(?: \d+)?$/,
  /^(?:openai )?(?:chat ?)?gpt(?: ?\d+(?: \d+)?o?)?(?: (?:mini|turbo|nano))?$/,
  /^(?:claude|gemini|llama|mistral) ?\d[a-z0-9]*(?: [a-z0-9]+)*$/,
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
