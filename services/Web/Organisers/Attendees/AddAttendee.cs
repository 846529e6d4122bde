using System.Globalization;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Activities;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Attendees;

/// <summary><c>/styr/aktivitet/{id}/deltagare/ny</c>: an organiser registers somebody who calls, writes, or stands at the door, with an address or without.</summary>
public static class AddAttendee
{
    public const string Name = "name";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Company = "company.name";
    public const string Seats = "seats";
    public const string Consent = "consent";
    public const string How = "how";
    public const string Here = "here";
    public const string OnlyIfRoom = "onlyIfRoom";

    public static void MapAddAttendee(this IEndpointRouteBuilder routes)
    {
        routes.MapPage($"{ShowAttendees.Path}/ny", (Guid id, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(id, TypedForm.Empty, context, calls, clock, cancellationToken)).In(Area.Organisers);
        routes.MapForm($"{ShowAttendees.Path}/ny", SendAsync).In(Area.Organisers);
    }

    private static async Task<IResult> ShowAsync(
        Guid id, TypedForm form, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var activity = calls.V1.Activities[id].GetAsync(cancellationToken: cancellationToken);
        return context.Show<AddAttendeePage>(
            new Dictionary<string, object?>
            {
                [nameof(AddAttendeePage.Activity)] = await activity,
                [nameof(AddAttendeePage.Seats)] = await calls.SeatsAsync(id, cancellationToken),
                [nameof(AddAttendeePage.Form)] = form,
                [nameof(AddAttendeePage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }

    private static async Task<IResult> SendAsync(Guid id, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (FaultsIn(form) is { Count: > 0 } faults)
        {
            return await ShowAsync(id, new TypedForm(form, faults), context, calls, clock, cancellationToken);
        }

        try
        {
            var registered = await RegisterAsync(calls.V1.Activities[id], form, cancellationToken);
            return context.GoTo(ShowAttendees.Address(id, registered?.Id is { } registration ? $"/{registration}?ny=1" : ""));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowAsync(id, AtItsField(TypedForm.Of(Named(form), problem, Consent)) with { Typed = form }, context, calls, clock, cancellationToken);
        }
    }

    private static Task<RegistrationView?> RegisterAsync(
        Client.Generated.Api.V1.Activities.Item.ActivitiesItemRequestBuilder activity, IFormCollection form, CancellationToken cancellationToken) =>
        form[How] == Here ? activity.WalkIns.PostAsync(WalkInOf(form), cancellationToken: cancellationToken)
        : TypedForm.Filled(form, Email) is null ? activity.DeskRegistrations.PostAsync(DeskOf(form), cancellationToken: cancellationToken)
        : activity.Registrations.PostAsync(RequestOf(form), cancellationToken: cancellationToken);

    public static IReadOnlyDictionary<string, string> FaultsIn(IFormCollection form)
    {
        var checks = new FormChecks(form);
        checks.Need(Name, Languages.Choose("Skriv vad personen heter.", "Enter the person's name."));
        checks.Refuse(Email, text => !EmailAddress.TryNormalise(text, out _), Languages.Choose(
            "E-postadressen ser inte rätt ut. Så här: kim@foretaget.se", "The email address does not look right. Use this format: kim@company.se"));
        checks.Refuse(Phone, text => !PhoneNumber.TryNormalise(text, out _), Languages.Choose(
            "Telefonnumret ser inte rätt ut. Så här: 070-123 45 67", "The phone number does not look right. Use this format: 070-123 45 67"));
        checks.Refuse(Seats, text => SeatsIn(text) is null, Languages.Choose("Skriv antalet med siffror, 1 till 20.", "Enter the number in digits, from 1 to 20."));
        if (form[How] != Here)
        {
            checks.NeedTick(Consent, Languages.Choose("Kryssa i när personen har sagt ja.", "Tick the box when the person has said yes."));
        }

        return checks.Faults;
    }

    /// <summary>With an address: letters go there.</summary>
    public static RegisterRequest RequestOf(IFormCollection form) => new()
    {
        Contact = ContactIn(form),
        Company = CompanyIn(form),
        Seats = SeatsIn(form[Seats]),
        Consent = form[Consent] == "true",
        OnlyIfRoom = form[OnlyIfRoom] == "true" ? true : null,
        Answers = AnswersIn(form) is { Count: > 0 } answers ? new RegisterRequest_answers { AdditionalData = answers } : null,
    };

    /// <summary>Without one: an SMS, or a ticket on paper.</summary>
    public static RegisterAtDeskRequest DeskOf(IFormCollection form) => new()
    {
        Name = TypedForm.Filled(form, Name),
        Phone = TypedForm.Filled(form, Phone),
        Company = CompanyIn(form),
        Seats = SeatsIn(form[Seats]),
        Consent = form[Consent] == "true",
        OnlyIfRoom = form[OnlyIfRoom] == "true" ? true : null,
        Answers = AnswersIn(form) is { Count: > 0 } answers ? new RegisterAtDeskRequest_answers { AdditionalData = answers } : null,
    };

    /// <summary>Who stands there is checked in at once.</summary>
    public static WalkInRequest WalkInOf(IFormCollection form) => new()
    {
        Contact = TypedForm.Filled(form, Email) is null ? null : ContactIn(form),
        Name = TypedForm.Filled(form, Email) is null ? TypedForm.Filled(form, Name) : null,
        Company = CompanyIn(form),
        Seats = SeatsIn(form[Seats]),
    };

    private static RegisterContactRequest ContactIn(IFormCollection form) => new()
    {
        Name = TypedForm.Filled(form, Name),
        Email = TypedForm.Filled(form, Email),
        Phone = TypedForm.Filled(form, Phone),
        Locale = Languages.Swedish,
    };

    private static RegisterCompanyRequest? CompanyIn(IFormCollection form) =>
        TypedForm.Filled(form, Company) is { } name ? new RegisterCompanyRequest { Name = name } : null;

    private static int? SeatsIn(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seats) && seats is >= 1 and <= 20 ? seats : null;

    private static Dictionary<string, object> AnswersIn(IFormCollection form) => form.Keys
        .Where(key => key.StartsWith(Register.Answers, StringComparison.Ordinal) && TypedForm.Filled(form, key) is not null)
        .ToDictionary(key => key[Register.Answers.Length..], object (key) => form[key].ToString());

    /// <summary>The form as the call with an address names its fields.</summary>
    private static FormCollection Named(IFormCollection form) =>
        new(form.Concat([KeyValuePair.Create("contact.name", form[Name]), KeyValuePair.Create("contact.email", form[Email]), KeyValuePair.Create("contact.phone", form[Phone])])
            .ToDictionary(field => field.Key, field => field.Value));

    private static TypedForm AtItsField(TypedForm form) => form with
    {
        Faults = form.Faults
            .GroupBy(fault => fault.Key.StartsWith("contact.", StringComparison.Ordinal) ? fault.Key["contact.".Length..] : fault.Key)
            .ToDictionary(field => field.Key, field => field.First().Value),
    };
}
