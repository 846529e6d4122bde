using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Topics;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Members;
using FluentValidation;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Somebody wants to talk about something, with whichever officer is free: of all slots about it that begin then, they get one whose officer is nowhere
/// else. Who asks at the same moment gets another.
/// </summary>
public static class BookByTopic
{
    /// <summary>So many slots are looked at where no time was asked for.</summary>
    public const int Most = 20;

    /// <summary>Somebody books a conversation about something, with any officer.</summary>
    /// <param name="Topic">The key of a topic, such as <c>bygglov</c>; at most 40 characters.</param>
    /// <param name="Contact">Who registers.</param>
    /// <param name="Consent">To the handling of their personal data; must be true, else 400.</param>
    /// <param name="StartsAt">ISO 8601 with offset: when it is to begin; left out, as early as there is one.</param>
    /// <param name="Company">For whom they come; left out where it is for no company.</param>
    /// <param name="Answers">To the slots' own questions, by their keys; at most 30. A slot takes those that it asks.</param>
    /// <param name="Conversation">What they want to talk about, for the officer.</param>
    /// <param name="Language">By ISO 639-1 (two small letters), such as <c>en</c>: only with an officer who speaks it; left out, any.</param>
    /// <param name="Membership">What <c>POST /memberships</c> answered; not needed where the contact's own address stands in an association's list.</param>
    public sealed record Request(
        string Topic,
        Register.ContactRequest Contact,
        bool Consent,
        DateTimeOffset? StartsAt = null,
        Register.CompanyRequest? Company = null,
        IReadOnlyDictionary<string, string>? Answers = null,
        Register.ConversationRequest? Conversation = null,
        string? Membership = null,
        string? Language = null)
    {
        internal Register.Request AsOne() => new(Contact, Company, Seats: 1, Answers, Consent, Conversation, Membership: Membership);

        /// <summary>Whether it is a conversation like the one that is asked for, whenever it is.</summary>
        public bool IsLike(ActivityTerms? facts) =>
            facts is { IsSlot: true, Topics: { } topics } && topics.Contains(TopicName) && (Language is null || facts.Languages?.Contains(Language) is true);

        /// <summary>Nobody is free who talks about it and speaks that.</summary>
        public Refusal NoneFree() => Language is null ? SeatProblems.NoneFree : SeatProblems.NoneFree.With("language", Language);

        internal string TopicName => TopicNames.Of(Topic);
    }

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Topic).NotEmpty().MaximumLength(40).Must(TopicNames.IsOne).WithMessage(_ => Languages.Choose("En ämnesnyckel, till exempel bygglov.", "The key of a topic, such as bygglov."));
            RuleFor(request => request.Contact).SetValidator(new ContactValidator());
            RuleFor(request => request.Company!).SetValidator(new CompanyValidator()).When(request => request.Company is not null);
            RuleFor(request => request.Conversation!).SetValidator(new ConversationValidator()).When(request => request.Conversation is not null);
            RuleFor(request => request.Answers).AtMost(Register.MostAnswers);
            RuleFor(request => request.Language).Matches(@"^[a-z]{2}\z");
            RuleFor(request => request.Membership).OptionalText(MembershipProof.Longest);
            RuleFor(request => request.Consent).Equal(true).WithMessage(_ => Languages.Choose("Samtycke behövs.", "Consent is needed."));
        }
    }

    /// <param name="Chosen">The slot among them; null where there is none.</param>
    /// <param name="Decisions">One for each, in the same order.</param>
    public sealed record Outcome(int? Chosen, IReadOnlyList<Decision> Decisions);

    /// <param name="slots">Those that can be booked, the preferred first; then whatever else their officers have at the same time.</param>
    /// <param name="candidates">How many can be booked.</param>
    /// <param name="decide">What a booking comes to at a slot: seats or a refusal, no place in line.</param>
    public static Outcome Decide(
        IReadOnlyList<ActivitySeats> slots, int candidates, Booking booking, Func<ActivitySeats, Decision> decide, DateTimeOffset now)
    {
        var nothing = slots.Select(_ => Decision.Nothing).ToList();

        // The request is made again.
        if (slots.Take(candidates).ToList().FindIndex(seats => Register.IsThere(seats, booking)) is >= 0 and var again)
        {
            return new Outcome(again, nothing);
        }

        // Who has one of them is told what somebody new would be told, and gets no second one.
        var hasOne = slots.Take(candidates).Any(seats => seats.ActiveOf.ContainsKey(booking.Person.Id) || seats.HeldFor.ContainsKey(booking.Person.Id));
        Refusal? why = null;
        for (var i = 0; i < candidates; i++)
        {
            var seats = slots[i];
            if (!Register.FitsNow(seats, booking, now) || OfficersTime.InTheWay(seats, slots) is not null)
            {
                continue;
            }

            var decision = decide(seats);
            if (decision.Refusal is { } refusal)
            {
                why ??= refusal;
                continue;
            }

            return new Outcome(i, hasOne ? nothing : [.. slots.Select((_, at) => at == i ? decision : Decision.Nothing)]);
        }

        return new Outcome(null, [why ?? SeatProblems.NoneFree, .. nothing.Skip(1)]);
    }
}
