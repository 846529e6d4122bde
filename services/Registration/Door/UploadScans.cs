using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;
using BusinessFocus.Registration.Tickets;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Tokens;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Door;

/// <summary>
/// A door that had no network tells what it has read. Each scan has the door's time and a nonce of its own, so that an upload
/// that is repeated counts once; each is answered by itself.
/// </summary>
public static class UploadScans
{
    private const int Most = 5_000;

    /// <summary>A door's clock may be so much ahead of ours.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <param name="Nonce">Made by the door, never twice the same.</param>
    /// <param name="At">By the door's clock, ISO 8601 with offset.</param>
    /// <param name="Seats">How many came; all that the ticket has, unless told.</param>
    public sealed record ScanRequest(string Nonce, string Ticket, DateTimeOffset At, int? Seats = null);

    /// <param name="Door">Which door it was.</param>
    /// <param name="ActivityId">The activity that it was at. An organiser may leave it out: then any activity's ticket opened it.</param>
    /// <param name="Override">An organiser counts also those who were at another activity's door, or not there at its time.</param>
    public sealed record Request(
        string? Door, IReadOnlyList<ScanRequest> Scans, ActivityId? ActivityId = null, Register.OverrideRequest? Override = null);

    /// <summary>What became of the scans.</summary>
    /// <param name="Scans">One for each, in the order in which they came.</param>
    public sealed record Answer(int Accepted, int Refused, IReadOnlyList<ScanAnswer> Scans);

    /// <param name="RegistrationId">Left out where the ticket is none.</param>
    /// <param name="Problem">Why it was refused: the code of a problem, for instance <c>already-checked-in</c>; left out where it was not.</param>
    /// <param name="CheckedInAt">When they came, as it is known now, UTC.</param>
    /// <param name="Door">Where they came in.</param>
    public sealed record ScanAnswer(string Nonce, RegistrationId? RegistrationId, string? Problem, DateTimeOffset? CheckedInAt, string? Door);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Door).OptionalText(80);
            RuleFor(request => request.Scans).Must(scans => scans is { Count: >= 1 and <= Most })
                .WithMessage(_ => Languages.Choose($"1 till {Most} läsningar.", $"1 to {Most} scans."));
            RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
            RuleForEach(request => request.Scans).ChildRules(scan =>
            {
                scan.RuleFor(each => each.Nonce).Text(80);
                scan.RuleFor(each => each.Ticket).NotEmpty().MaximumLength(400);
                scan.RuleFor(each => each.Seats).InclusiveBetween(1, Register.MostSeats);
            });
        }
    }

    public static Decision Decide(ActivitySeats seats, CheckIn.Scan scan, Func<Company?, CompanySize?> sizeOf, DateTimeOffset now) =>
        scan.At > now + Ahead ? SeatProblems.NotNow : CheckIn.Decide(seats, scan, sizeOf);
}

/// <summary><c>POST /check-ins/upload</c>.</summary>
public static class UploadScansEndpoint
{
    public static void MapUploadScans(this RouteGroupBuilder api) =>
        api.MapPost("/check-ins/upload", HandleAsync)
            .Validates<UploadScans.Request>()
            .Only(Roles.Organiser, Roles.Door)
            .WithTags("Check-in")
            .WithName("uploadScans");

    private static async Task<Results<Ok<UploadScans.Answer>, ProblemHttpResult>> HandleAsync(
        UploadScans.Request request, HttpContext context, IQuerySession reads, BoxOffice boxOffice, MemberDirectory members, Keys keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (DoorRights.Missing(context, request.ActivityId, request.Override) is { } missing)
        {
            return missing;
        }

        var @override = DoorRights.OverrideOf(context, request.Override);
        var read = request.Scans.Select(scan => TicketCode.TryRead(scan.Ticket, keys.Tickets, out var id) ? id : (RegistrationId?)null).ToList();
        var ids = read.OfType<RegistrationId>().Distinct().ToArray();
        var known = (await reads.Query<RegistrationEntry>().Where(entry => entry.Id.IsOneOf(ids)).ToListAsync(cancellationToken))
            .ToDictionary(entry => entry.Id, entry => entry.ActivityId);

        // In the door's order where the same ticket was read twice; the box office commits them together all the same.
        var answers = await Task.WhenAll(request.Scans
            .Select((scan, i) => (Scan: scan, Id: read[i], Place: i))
            .OrderBy(each => each.Scan.At)
            .Select(async each => (each.Place, Answer: await AnswerAsync(each.Scan, each.Id))));
        var inOrder = answers.OrderBy(each => each.Place).Select(each => each.Answer).ToList();
        var refused = inOrder.Count(answer => answer.Problem is not null);
        return TypedResults.Ok(new UploadScans.Answer(inOrder.Count - refused, refused, inOrder));

        async Task<UploadScans.ScanAnswer> AnswerAsync(UploadScans.ScanRequest scan, RegistrationId? id)
        {
            var registration = id.GetValueOrDefault();
            if (id is null || !known.TryGetValue(registration, out var activity))
            {
                return new UploadScans.ScanAnswer(scan.Nonce, null, SeatProblems.NotATicket.Code, null, null);
            }

            var one = new CheckIn.Scan(registration, scan.Seats, scan.At.ToUniversalTime(), request.Door, scan.Nonce, request.ActivityId, @override);
            var decided = await boxOffice.DecideAsync(activity, seats => UploadScans.Decide(seats, one, members.SizeOf, clock.GetUtcNow()), cancellationToken);
            var allocation = decided.State.Allocations.GetValueOrDefault(registration);
            return new UploadScans.ScanAnswer(scan.Nonce, registration, decided.Refusal?.Problem.Code, allocation?.CheckedInAt, allocation?.Door);
        }
    }
}
