using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Tables;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>
/// A device at a door that was offline uploads the tickets that it has read. Each scan has the door's time and a nonce of its own, so that an upload
/// that is repeated counts once; each is answered by itself, and one that cannot be read keeps none of the others from counting.
/// </summary>
public static class UploadScans
{
    private const int Most = 5_000;
    private const int LongestNonce = 80;

    /// <summary>What is wrong with a scan as a whole is said of this.</summary>
    private const string Whole = "body";

    private static readonly string[] Columns = ["nonce", "ticket", "at", "seats"];

    /// <summary>A door's clock may be so much ahead of ours.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>A ticket that was read while the door was offline.</summary>
    /// <param name="Nonce">Made by the door, another one for each scan; at most 80 characters.</param>
    /// <param name="Ticket">The code on the ticket, as it was read; at most 400 characters.</param>
    /// <param name="At">When it was read by the door's clock, ISO 8601 with offset.</param>
    /// <param name="Seats">How many came, 1 to 20; left out, all of the ticket's who had not come.</param>
    public sealed record ScanRequest(string Nonce, string Ticket, DateTimeOffset At, int? Seats = null);

    /// <summary>What one door has read while it was offline.</summary>
    /// <param name="Door">Which door it was; at most 80 characters.</param>
    /// <param name="Scans">1 to 5,000; each counts by itself, and once however often it is uploaded.</param>
    /// <param name="ActivityId">The activity that it was at. An organiser may leave it out: then any activity's ticket opened it.</param>
    /// <param name="Override">An organiser counts also those who were at another activity's door, or not there at its time.</param>
    public sealed record Request(
        string? Door, IReadOnlyList<ReadByItself<ScanRequest>> Scans, ActivityId? ActivityId = null, Register.OverrideRequest? Override = null);

    /// <summary>What became of the scans.</summary>
    /// <param name="Accepted">How many count, those that were uploaded before among them.</param>
    /// <param name="Refused">How many do not; each says why.</param>
    /// <param name="Scans">One for each, in the order in which they came.</param>
    public sealed record Answer(int Accepted, int Refused, IReadOnlyList<ScanAnswer> Scans);

    /// <summary>What became of one scan.</summary>
    /// <param name="Nonce">As it came; empty where the scan has none that can be read.</param>
    /// <param name="RegistrationId">Left out where the ticket is none.</param>
    /// <param name="Problem">
    /// Why it was refused: the code of a problem, for instance <c>already-checked-in</c>, or <c>invalid</c> where it is no scan; left out
    /// where it was not.
    /// </param>
    /// <param name="CheckedInAt">When they came, as it is known now, UTC; left out where the ticket is for another activity.</param>
    /// <param name="Door">Where they came in; left out likewise.</param>
    /// <param name="Row">Its place, the first is 1.</param>
    /// <param name="Column">For <c>invalid</c>: nonce, ticket, at or seats; row where it is none of them.</param>
    /// <param name="Reason">For <c>invalid</c>: what is wrong, for people.</param>
    public sealed record ScanAnswer(
        string Nonce, RegistrationId? RegistrationId, string? Problem, DateTimeOffset? CheckedInAt, string? Door, int Row, string? Column = null, string? Reason = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Door).OptionalText(80);
            RuleFor(request => request.Scans).Must(scans => scans is { Count: >= 1 and <= Most })
                .WithMessage(_ => Languages.Choose($"1 till {Most} läsningar.", $"1 to {Most} scans."));
            RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
        }
    }

    public sealed class ScanValidator : AbstractValidator<ScanRequest>
    {
        public ScanValidator()
        {
            RuleFor(scan => scan.Nonce).Text(LongestNonce);
            RuleFor(scan => scan.Ticket).NotEmpty().MaximumLength(400);
            RuleFor(scan => scan.Seats).InclusiveBetween(1, Register.MostSeats);
        }
    }

    /// <summary>What a scan that is none is answered; null for one that can be decided on.</summary>
    public static ScanAnswer? RefusalOf(ReadByItself<ScanRequest> scan, int row, IValidator<ScanRequest> validator)
    {
        var faults = scan.Value is { } read ? validator.Validate(read).ToDictionary() : scan.Faults;
        if (faults.Count == 0)
        {
            return null;
        }

        var (field, reasons) = faults.First();
        var column = Columns.Contains(field) ? field : RowFlaw.WholeRow;
        var reason = column == field || field == Whole ? reasons[0] : $"{field}: {reasons[0]}";
        return new ScanAnswer(NonceIn(scan.Raw), null, CommonProblems.Invalid.Code, null, null, row, column, reason);
    }

    private static string NonceIn(JsonElement scan)
    {
        var nonce = scan.ValueKind == JsonValueKind.Object
            ? JsonRows.MembersOf(scan)?.FirstOrDefault(member => member.Name.Equals(Columns[0], StringComparison.OrdinalIgnoreCase)).Value
            : null;
        return nonce is { ValueKind: JsonValueKind.String } text && JsonRows.TextOf(text) is { Length: <= LongestNonce } read ? read : "";
    }

    public static Decision Decide(ActivitySeats seats, CheckIn.Scan scan, Func<Company?, CompanySize?> sizeOf, DateTimeOffset now) =>
        scan.At > now + Ahead ? SeatProblems.NotNow : CheckIn.Decide(seats, scan, sizeOf);

    /// <summary>When and where they came is for the door that they came to, or come to again: not for one at another activity.</summary>
    public static ScanAnswer AnswerOf(ActivitySeats seats, CheckIn.Scan scan, Refusal? refusal, int row)
    {
        var came = refusal is null || refusal.Problem == SeatProblems.AlreadyCheckedIn ? CheckIn.CameBefore(seats.Allocations.GetValueOrDefault(scan.Id), scan.Attendee) : null;
        return new ScanAnswer(scan.Nonce ?? "", scan.Id, refusal?.Problem.Code, came?.At, came?.Door, row);
    }
}

/// <summary>
/// <c>POST /check-ins/upload</c>: for organisers and door staff, who must say <c>activityId</c> (400; 403 for a door that is not theirs). Each scan
/// is judged as at <c>POST /check-ins</c>, at the time when it was read, and answered by itself: one that is refused does not stop the others. A scan
/// with a nonce that was uploaded before is accepted and counts once. <c>scan-not-now</c> for one more than five minutes in the future,
/// <c>forbidden</c> for a day or municipality that is not theirs.
/// </summary>
public static class UploadScansEndpoint
{
    public static void MapUploadScans(this RouteGroupBuilder api) =>
        api.MapPost("/check-ins/upload", HandleAsync)
            .Validates<UploadScans.Request>()
            .Only(Roles.Organiser, Roles.Door)
            .InAnyMunicipality()
            .WithTags("Check-in")
            .Audited()
            .WithName("uploadScans")
            .WithSummary("Upload scans made offline");

    private static async Task<Results<Ok<UploadScans.Answer>, ProblemHttpResult>> HandleAsync(
        UploadScans.Request request, HttpContext context, IQuerySession reads, SeatCommandProcessor processor, MemberDirectory members, RegistrationKeys keys,
        IValidator<UploadScans.ScanRequest> validator, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (CheckInRights.Missing(context, request.ActivityId, request.Override) is { } missing)
        {
            return missing;
        }

        var @override = CheckInRights.OverrideOf(context, request.Override);
        var scans = request.Scans
            .Select((scan, i) => (Row: i + 1, Refused: UploadScans.RefusalOf(scan, i + 1, validator), Scan: scan.Value!))
            .ToList();
        var read = scans
            .Where(each => each.Refused is null)
            .Select(each => (each.Row, each.Scan, Id: TicketCode.TryRead(each.Scan.Ticket, keys.Tickets.All, out var id) ? id : (RegistrationId?)null))
            .ToList();
        var ids = read.Select(each => each.Id).OfType<RegistrationId>().Distinct().ToArray();
        var known = await reads.OwnersOfAsync(ids, cancellationToken);
        var notTheirs = new HashSet<ActivityId>();
        foreach (var activity in known.Values.Select(owner => owner.ActivityId).Distinct())
        {
            if (!await CheckInRights.HasActivityAsync(context, activity))
            {
                notTheirs.Add(activity);
            }
        }

        // In the door's order where the same ticket was read twice; the processor commits them together all the same.
        var answers = await Task.WhenAll(read.OrderBy(each => each.Scan.At).Select(each => AnswerAsync(each.Row, each.Scan, each.Id)));
        var inOrder = answers.Concat(scans.Select(each => each.Refused).OfType<UploadScans.ScanAnswer>()).OrderBy(answer => answer.Row).ToList();
        var refused = inOrder.Count(answer => answer.Problem is not null);
        return TypedResults.Ok(new UploadScans.Answer(inOrder.Count - refused, refused, inOrder));

        async Task<UploadScans.ScanAnswer> AnswerAsync(int row, UploadScans.ScanRequest scan, RegistrationId? id)
        {
            if (id is not { } ticket || !known.TryGetValue(ticket, out var owner))
            {
                return new UploadScans.ScanAnswer(scan.Nonce, null, SeatProblems.NotATicket.Code, null, null, row);
            }

            var activity = owner.ActivityId;
            if (!CheckInRights.HasDay(context, scan.At) || notTheirs.Contains(activity))
            {
                return new UploadScans.ScanAnswer(scan.Nonce, null, CommonProblems.Forbidden.Code, null, null, row);
            }

            var one = new CheckIn.Scan(
                owner.RegistrationId, scan.Seats, scan.At.ToUniversalTime(), request.Door, scan.Nonce, request.ActivityId, @override, owner.Attendee);
            var decided = await processor.DecideAsync(activity, seats => UploadScans.Decide(seats, one, company => members.SizeOf(company?.Key), clock.GetUtcNow()), cancellationToken);
            return UploadScans.AnswerOf(decided.State, one, decided.Refusal, row);
        }
    }
}
