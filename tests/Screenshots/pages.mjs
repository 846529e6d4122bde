// Every page and state that a picture is taken of. A line is enough for a page; its name is the picture's.
//   path    where it is; a function gets `demo` (demo.mjs) and may look for what is there now. Null leaves the page out, and says so.
//   as      the address of who signs in, by the code in the mail folder
//   act     what is done on the page before the picture is taken; gets Playwright's page
//   outside whether it is not below /en in English, but goes by the browser's language
//   print   whether the picture is of what is printed
//   status  what the page answers; 200 unless told
import { away, clash, faults, invitation, invite } from './acts.mjs';

const organiser = 'arrangor@lerum.example';
const officer = 'vard@lerum.example';
const association = 'forening@foretagarna.example';
const frontDesk = 'dorr@lerum.example';
const operator = 'drift@lerum.example';
const reporter = 'rapport@lerum.example';

const activity = (which) => async (demo) => {
    const found = (await demo.activities()).find(which);
    return found ? `/aktivitet/x-${found.id}` : null;
};
const later = (each) => new Date(each.startsAt) > Date.now();
const isMeeting = (each) => each.kind !== 'openHouse' && each.capacity > 20 && later(each);
const begun = async (demo) => (await demo.activities()).find((each) => each.title.sv.startsWith('Pågår nu'));
const coming = async (demo) => (await demo.activities()).find(isMeeting);
const planned = (which, act = '') => async (demo) => {
    const found = (await demo.activities()).find(which);
    return found ? `/styr/aktiviteter/${found.id}${act}` : null;
};
const attendees = (act = '') => async (demo) => `/styr/aktivitet/${(await coming(demo)).id}/deltagare${act}`;
const oneCaseOf = (which) => async (demo) => {
    const found = (await demo.ask('/follow-ups')).items.find(which);
    return found ? `/styr/arenden/${found.id}` : null;
};
const oneCase = (state) => oneCaseOf((each) => each.state === state);

export const pages = [
    // Visitors
    { name: 'start', path: '/' },
    { name: 'programme', path: '/program' },
    { name: 'programme-filtered', path: '/program?typ=seminar' },
    { name: 'programme-nothing', path: '/program?sok=finnsinte' },
    { name: 'timeline', path: '/program/tidslinje' },
    { name: 'activity', path: activity(isMeeting) },
    { name: 'activity-form-faults', path: activity(isMeeting), act: faults },
    { name: 'activity-full', path: activity((each) => each.kind === 'companyVisit' && later(each) && each.status !== 'cancelled') },
    { name: 'activity-begun', path: activity((each) => each.title.sv.startsWith('Pågår nu')) },
    { name: 'activity-over', path: activity((each) => each.status === 'completed' && each.kind !== 'openHouse') },
    { name: 'activity-cancelled', path: activity((each) => each.status === 'cancelled') },
    { name: 'talks-topics', path: '/samtal' },
    { name: 'talks-times', path: '/samtal?amne=bygglov' },
    { name: 'visit-ask', path: '/bjud-in' },
    { name: 'visit-ask-faults', path: '/bjud-in', act: faults },
    { name: 'visit-proposed', path: (demo) => demo.linkTo('amina@besok.example', '/api/v1/visit-requests/') },
    { name: 'visit-accepted', path: (demo) => demo.linkTo('lotta@besok.example', '/api/v1/visit-requests/') },
    { name: 'visit-declined', path: (demo) => demo.linkTo('nora@besok.example', '/api/v1/visit-requests/') },
    { name: 'visit-withdrawn', path: (demo) => demo.linkTo('kim@besok.example', '/api/v1/visit-requests/') },
    { name: 'registration', path: (demo) => demo.linkTo('', '/api/v1/registrations/') },
    { name: 'own-ask', path: '/mina' },
    { name: 'survey', path: (demo) => demo.linkTo('', '/api/v1/surveys/') },
    { name: 'survey-none', path: '/svara/finns-inte', status: 404 },
    { name: 'preferences', path: (demo) => demo.linkTo('', '/api/v1/preferences/', (link) => !link.includes('unsubscribe')) },
    { name: 'unsubscribe', path: (demo) => demo.linkTo('', '/unsubscribe/') },
    { name: 'case-reopen', path: (demo) => demo.linkTo('', '/api/v1/follow-ups/') },
    { name: 'not-found', path: '/finns-inte', status: 404 },
    { name: 'accessibility', path: '/tillganglighet' },
    { name: 'privacy', path: '/integritet' },
    { name: 'report-public', path: '/rapport/lerum-2026' },
    { name: 'design', path: '/design' },

    // Signing in
    { name: 'sign-in', path: '/sign-in', outside: true },

    // Organisers: planning
    { name: 'organisers', path: '/styr', as: organiser },
    { name: 'organisers-last-edition', path: '/styr?edition=lerum-2026', as: organiser },
    { name: 'activities', path: '/styr/aktiviteter', as: organiser },
    { name: 'activities-nothing', path: '/styr/aktiviteter?sok=finnsinte', as: organiser },
    { name: 'activity-new', path: '/styr/aktiviteter/ny', as: organiser },
    { name: 'activity-new-faults', path: '/styr/aktiviteter/ny', as: organiser, act: faults },
    { name: 'activity-new-clash', path: '/styr/aktiviteter/ny', as: organiser, act: clash },
    { name: 'activity-planned', path: planned(isMeeting), as: organiser },
    { name: 'activity-change', path: planned(isMeeting, '/andra'), as: organiser },
    { name: 'activity-planned-cancelled', path: planned((each) => each.status === 'cancelled'), as: organiser },
    { name: 'schedule', path: '/styr/schema', as: organiser },
    { name: 'schedule-day', path: async (demo) => `/styr/schema?dag=${(await coming(demo)).startsAt.slice(0, 10)}`, as: organiser },
    { name: 'schedule-day-hosts', path: async (demo) => `/styr/schema?dag=${(await coming(demo)).startsAt.slice(0, 10)}&banor=vard`, as: organiser },
    { name: 'schedule-move', path: async (demo) => `/styr/schema?flytta=${(await coming(demo)).id}`, as: organiser },
    { name: 'schedule-day-moves', path: async (demo) => `/styr/schema/dag/${(await coming(demo)).startsAt.slice(0, 10)}`, as: organiser },
    { name: 'activities-status', path: '/styr/aktiviteter/status', as: organiser },
    { name: 'release', path: '/styr/slapp', as: organiser },
    { name: 'release-nothing', path: '/styr/slapp?edition=lerum-2027', as: organiser },
    { name: 'places', path: '/styr/platser', as: organiser },
    { name: 'venue', path: async (demo) => `/styr/platser/lokaler/${(await demo.first('venues')).id}`, as: organiser },
    { name: 'venue-new-faults', path: '/styr/platser/lokaler/ny', as: organiser, act: faults },
    { name: 'host', path: async (demo) => `/styr/platser/vardar/${(await demo.first('hosts')).id}`, as: organiser },
    { name: 'editions', path: '/styr/upplagor', as: organiser },
    { name: 'edition-copy', path: '/styr/upplagor/lerum-2027/kopiera', as: organiser },
    { name: 'edition-change', path: '/styr/upplagor/lerum-2027/andra', as: organiser },
    { name: 'edition-state', path: '/styr/upplagor/lerum-2027/lage', as: organiser },

    // Organisers: people
    { name: 'attendees', path: attendees(), as: organiser },
    { name: 'attendees-list', path: attendees('/lista'), as: organiser, print: true },
    { name: 'attendees-badges', path: attendees('/skyltar'), as: organiser, print: true },
    { name: 'attendee-new', path: attendees('/ny'), as: organiser },
    { name: 'attendee-new-faults', path: attendees('/ny'), as: organiser, act: faults },
    { name: 'attendee', path: async (demo) => `${await attendees()(demo)}/${(await demo.ask(`/activities/${(await coming(demo)).id}/registrations`)).items[0].id}`, as: organiser },
    { name: 'attendees-write', path: async (demo) => `/styr/aktivitet/${(await coming(demo)).id}/meddelande`, as: organiser },
    { name: 'visits', path: '/styr/besok', as: organiser },
    { name: 'visit', path: async (demo) => `/styr/besok/${(await demo.first('visit-requests')).id}`, as: organiser },
    { name: 'messages', path: '/styr/utskick', as: organiser },
    { name: 'message-new', path: '/styr/utskick/nytt', as: organiser },
    { name: 'message-new-faults', path: '/styr/utskick/nytt', as: organiser, act: faults },
    { name: 'cases', path: '/styr/arenden', as: organiser },
    { name: 'case-open', path: oneCase('open'), as: organiser },
    { name: 'case-answered', path: oneCase('answered'), as: organiser },
    { name: 'case-closed', path: oneCase('closed'), as: organiser },
    { name: 'case-visit', path: oneCaseOf((each) => each.visit), as: organiser },
    { name: 'case-faults', path: oneCase('open'), as: organiser, act: faults },
    { name: 'case-areas', path: '/styr/arenden/omraden', as: organiser },
    { name: 'absence', path: '/styr/franvaro', as: organiser },
    { name: 'absence-consequence', path: '/styr/franvaro', as: organiser, act: away },
    { name: 'surveys', path: '/styr/enkater?edition=lerum-2026', as: organiser },
    { name: 'survey-questions', path: '/styr/enkater/fragor', as: organiser },
    { name: 'survey-texts', path: '/styr/enkater/texter?edition=lerum-2026', as: organiser },
    { name: 'report', path: '/styr/rapport?edition=lerum-2026', as: organiser },
    { name: 'report-printed', path: '/styr/rapport?edition=lerum-2026', as: organiser, print: true },
    { name: 'report-nothing', path: '/styr/rapport?edition=lerum-2027', as: organiser },
    { name: 'report-official', path: '/styr/rapport/andras?edition=lerum-2026', as: organiser },
    { name: 'report-public-part', path: '/styr/rapport/offentligt?edition=lerum-2026', as: organiser },
    { name: 'reporters', path: '/rapport?edition=lerum-2026', as: reporter },
    { name: 'webhooks', path: '/styr/webhookar', as: organiser },
    { name: 'accounts', path: '/styr/konton', as: organiser },
    { name: 'accounts-faults', path: '/styr/konton', as: organiser, act: invitation },
    { name: 'account', path: async (demo) => `/styr/konton/${(await demo.ask('/accounts')).items[0].id}`, as: organiser },
    { name: 'audit', path: '/styr/logg', as: organiser },
    { name: 'audit-nothing', path: '/styr/logg?subject=ingen%40lerum.example', as: organiser },
    { name: 'association-lists', path: '/styr/foreningar', as: organiser },

    // Hosts and officers
    { name: 'hosts', path: '/vard', as: officer },

    // Associations
    { name: 'associations', path: '/forening', as: association },
    { name: 'association-members', path: '/forening/medlemmar', as: association },
    { name: 'association-upload', path: '/forening/lista', as: association },
    { name: 'association-invite', path: '/forening/bjud-in', as: association },
    { name: 'association-invite-faults', path: '/forening/bjud-in', as: association, act: faults },
    { name: 'association-invite-preview', path: '/forening/bjud-in', as: association, act: invite },
    { name: 'association-headers', path: '/forening/rubriker', as: association },

    // Front desk
    { name: 'front-desk', path: '/dorr', as: frontDesk },
    { name: 'front-desk-door', path: async (demo) => `/dorr/${(await begun(demo)).id}`, as: frontDesk },

    // Operators
    { name: 'operators', path: '/drift', as: operator },
    { name: 'operators-stuck', path: '/drift/meddelanden', as: operator },
    { name: 'operators-letters', path: '/drift/brev', as: operator },
    { name: 'operators-repeat', path: '/drift/upprepa', as: operator },
    { name: 'operators-keys', path: '/drift/nycklar', as: operator },
    { name: 'operators-channel-inbox', path: '/drift/kanaler/inbox', as: operator },
    { name: 'operators-channel', path: '/drift/kanaler/email', as: operator },
    { name: 'operators-channel-faults', path: '/drift/kanaler/email', as: operator, act: faults },
    { name: 'forbidden', path: '/styr', as: association, status: 403 },

    // The interface's own pages
    { name: 'interface', path: '/docs', outside: true },
];

/** What README begins with. */
export const readme = ['start', 'programme', 'activity'];
