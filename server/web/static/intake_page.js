// Appointments, numbers of matters, the special channel, and the day's numbers that went apart (Q-7, Q-8, field 20).

import { Apart } from "./apart.js";
import { Appointments } from "./appointments.js";
import { Channel } from "./channel.js";
import { CheckIn } from "./check_in.js";
import { Intake } from "./intake_tables.js";
import { SupervisorDesk } from "./supervisor_desk.js";

const desk = new SupervisorDesk({ parts: (shown) => all.map((one) => () => one.draw(shown)) });
const apart = new Apart(desk);
const all = [new CheckIn(desk), new Appointments(desk, apart), new Intake(desk), new Channel(desk), apart];
desk.start();
