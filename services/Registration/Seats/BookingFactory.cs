using BusinessFocus.Contracts;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.People;

namespace BusinessFocus.Registration.Seats;

/// <summary>Makes the booking that a request asks for: normalised, recognised as a member's, with its ticket.</summary>
public sealed class BookingFactory(MemberDirectory members, RegistrationKeys keys)
{
    /// <param name="id">For a request that may be made again; null takes a new one.</param>
    public Booking Of(Register.Request request, DateTimeOffset now, Guid? id = null)
    {
        var contact = request.Contact;
        EmailAddress.TryNormalise(contact.Email, out var email);
        var phone = PhoneNumber.TryNormalise(contact.Phone, out var e164) ? e164 : null;
        return Of(
            new Person(ContactIds.Of(email), contact.Name.Trim(), email, phone, contact.Locale ?? Languages.Current),
            request.Company,
            request.Seats ?? 1,
            request.Answers,
            request.Conversation is { } conversation ? new Conversation(conversation.Topic.Trim(), conversation.Note) : null,
            now,
            id is { } given ? new RegistrationId(given) : RegistrationId.New());
    }

    /// <summary>Somebody at the door who leaves no address.</summary>
    public Booking OfNameless(Register.CompanyRequest? company, int seats, DateTimeOffset now) =>
        Of(new Person(ContactId.New(), "", "", null, Languages.Current), company, seats, null, null, now, RegistrationId.New());

    private Booking Of(
        Person person,
        Register.CompanyRequest? company,
        int seats,
        IReadOnlyDictionary<string, string>? answers,
        Conversation? conversation,
        DateTimeOffset now,
        RegistrationId id) => new(
            id,
            seats,
            person,
            CompanyOf(company),
            members.Has(company?.OrganisationNumber, person.Email),
            TicketCode.Sign(id, keys.Tickets),
            answers,
            now,
            conversation);

    private Company? CompanyOf(Register.CompanyRequest? asked)
    {
        var name = string.IsNullOrWhiteSpace(asked?.Name) ? null : asked.Name.Trim();
        return OrganisationNumber.TryParse(asked?.OrganisationNumber, out var number)
            ? new Company(name, number.Shown, CompanyKey.Of(number, keys))
            : name is null ? null : new Company(name, null, $"n{name.ToLowerInvariant()}");
    }
}
