import type { Desk } from "./desk.ts";

export const maria = (desk: Desk) => desk.mentor("Maria Lindqvist");
export const inRoom = async (desk: Desk) => `/room/${(await maria(desk)).room.id}`;
export const place = (address: string) => () => Promise.resolve(address);

export async function inMeeting(desk: Desk, starts = "2026-03-05T15:00"): Promise<string> {
  return `/meeting/${(await desk.meeting(await maria(desk), starts)).id}`;
}

export async function inSeries(desk: Desk): Promise<string> {
  return `/meeting/${(await desk.series(await maria(desk), "2026-03-05T15:00")).id}`;
}

export async function withPromise(desk: Desk): Promise<string> {
  const { room } = await maria(desk);
  await desk.action("Send the slides", {
    relationship_id: room.id,
    due_on: "2026-03-03",
  });
  return "/actions";
}

export async function withGoal(desk: Desk): Promise<string> {
  const goal = await desk.goal("Speak in front of a room");
  await desk.call("milestone_add", {
    goal_id: goal.id,
    title: "Five minutes",
    due_on: null,
  });
  return `/goal/${goal.id}`;
}

export async function withAdvice(desk: Desk): Promise<string> {
  const { room } = await maria(desk);
  const fields = {
    text: "Say the number first",
    relationship_id: room.id,
    given_by: "theirs" as const,
    meeting_id: null,
    goal_id: null,
  };
  await desk.call("advice_add", { fields, try_by: null });
  return "/advice";
}

export async function withDecision(desk: Desk, made = false): Promise<string> {
  const fields = {
    question: "June or wait?",
    options: [],
    views: [],
    relationship_id: null,
    meeting_id: null,
    goal_id: null,
  };
  const { id } = await desk.call("decision_add", { fields, made: false });
  if (made)
    await desk.call("decision_make", {
      id,
      choice: "June",
      why: "",
      look_back_on: null,
    });
  return "/advice/decisions";
}

export async function withJournal(desk: Desk, kind: "win" | "story"): Promise<string> {
  const { id } = await desk.entry(kind, "Led the review");
  return kind === "win" ? "/advice/wins" : `/advice/stories/${id}`;
}

export async function withChallenge(desk: Desk): Promise<string> {
  const fields = {
    title: "Too few hands",
    context: "",
    goal_id: null,
    voices: [],
    tries: [],
  };
  const { id } = await desk.call("challenge_add", { fields });
  return `/advice/challenges/${id}`;
}

export async function withContact(desk: Desk): Promise<string> {
  const { room } = await maria(desk);
  await desk.call("contact_log", {
    relationship_id: room.id,
    kind: "message",
    begun_by: "mine",
  });
  return `/room/${room.id}/timeline`;
}

export async function inEndedRoom(desk: Desk): Promise<string> {
  const { room } = await maria(desk);
  await desk.call("relationship_move_phase", {
    id: room.id,
    phase: "ended",
    reason: "",
    discard_on: null,
    going_on: [],
  });
  return `/room/${room.id}`;
}
