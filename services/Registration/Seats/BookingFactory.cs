using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.People;

namespace BusinessFocus.Registration.Seats;

/// <summary>Makes the booking that a request asks for: normalised, recognised as a member's, with its ticket.</summary>
public sealed class BookingFactory(MemberDirectory members, CompanyDomains domains, RegistrationKeys keys, EditionSettings editions)
{
    /// <summary>Why what is said to show a membership does not; null where nothing is said.</summary>
    /// <param name="membership">See <see cref="MembershipProof"/>.</param>
    public Refusal? RefusalOf(string? membership, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(membership) || ShownBy(membership, now) is not null ? null : new Refusal(MemberProblems.NotShown);

    /// <param name="id">For a request that may be made again; null takes a new one.</param>
    public Booking Of(Register.Request request, DateTimeOffset now, Guid? id = null)
    {
        var contact = request.Contact;
        EmailAddress.TryNormalise(contact.Email, out var email);
        var phone = PhoneNumber.TryNormalise(contact.Phone, out var e164) ? e164 : null;
        return Of(
            new Person(ContactIds.Of(email), contact.Name.Trim(), email, phone, contact.Locale ?? Languages.Current),
            request.Company,
            NameAttendees.SeatsOf(request.Seats, request.Attendees),
            request.Answers,
            request.Conversation is { } conversation ? new Conversation(conversation.Topic.Trim(), conversation.Note) : null,
            now,
            id is { } given ? new RegistrationId(given) : RegistrationId.New(),
            ShownBy(request.Membership, now),
            request.Attendees);
    }

    /// <summary>Somebody without an e-mail address, whom staff register.</summary>
    /// <param name="id">For a request that may be made again; null takes a new one.</param>
    public Booking Of(RegisterAtDesk.Request request, DateTimeOffset now, Guid? id = null)
    {
        var registration = id is { } given ? new RegistrationId(given) : RegistrationId.New();
        var phone = PhoneNumber.TryNormalise(request.Phone, out var e164) ? e164 : null;

        // Who leaves nothing is somebody else each time, except where the very same request is made again.
        var contact = phone is null ? new ContactId(registration.Value) : ContactIds.OfPhone(phone);
        return Of(
            new Person(contact, request.Name.Trim(), "", phone, request.Locale ?? Languages.Current),
            request.Company,
            NameAttendees.SeatsOf(request.Seats, request.Attendees),
            request.Answers,
            request.Conversation is { } conversation ? new Conversation(conversation.Topic.Trim(), conversation.Note) : null,
            now,
            registration,
            attendees: request.Attendees);
    }

    /// <summary>Somebody at the door who leaves no address.</summary>
    /// <param name="name">Null for somebody who does not say it.</param>
    public Booking OfWalkIn(string? name, Register.CompanyRequest? company, int seats, DateTimeOffset now) =>
        Of(new Person(ContactId.New(), name?.Trim() ?? "", "", null, Languages.Current), company, seats, null, null, now, RegistrationId.New());

    /// <summary>With which words its person agreed to: those of the activity's edition, as they are known now.</summary>
    public Booking Consented(Booking booking, ActivitySeats seats) =>
        seats.Facts is { } facts ? booking with { ConsentedTo = editions.ConsentOf(facts.EditionId) } : booking;

    private Booking Of(
        Person person,
        Register.CompanyRequest? company,
        int seats,
        IReadOnlyDictionary<string, string>? answers,
        Conversation? conversation,
        DateTimeOffset now,
        RegistrationId id,
        string? member = null,
        IReadOnlyList<NameAttendees.AttendeeRequest>? attendees = null)
    {
        var from = CompanyOf(company, person.Email, member);
        return new(
            id,
            seats,
            person,
            from,
            member is not null || members.HasAddress(person.Email),
            TicketCode.Sign(id, keys.Tickets.Current),
            answers,
            now,
            conversation,
            attendees is { Count: > 0 } ? attendees.Select(each => NameAttendees.New(each.Name, keys)).ToList() : null,
            CompanySize: members.SizeOf(from?.Key));
    }

    private Company? CompanyOf(Register.CompanyRequest? asked, string email, string? member)
    {
        var stated = StatedBy(asked);

        // What the address tells goes before what is said: by saying something else, or nothing, nobody gets more seats.
        var counted = members.CompanyOf(email) ?? (domains.Of(email) is { } domain ? $"d{domain}" : member);
        return counted is null || counted == stated?.Key ? stated : (stated ?? new Company(null, null)) with { CountedAs = counted };
    }

    /// <summary>The company that somebody says it is; null where they say none.</summary>
    public Company? StatedBy(Register.CompanyRequest? asked)
    {
        var name = string.IsNullOrWhiteSpace(asked?.Name) ? null : asked.Name.Trim();
        return OrganisationNumber.TryParse(asked?.OrganisationNumber, out var number)
            ? new Company(name, number.Shown, CompanyKey.Of(number, keys))
            : name is null ? null : new Company(name, null, CompanyKey.OfName(name));
    }

    /// <summary>The member whose address was shown, by its key; null for none.</summary>
    private string? ShownBy(string? membership, DateTimeOffset now) =>
        MembershipProof.CompanyIn(membership, now, keys.Companies) is { } company && members.HasCompany(company) ? company : null;
}
