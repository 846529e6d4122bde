using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using BusinessFocus.Notifications.Delivery;

namespace BusinessFocus.Notifications.Sms;

/// <summary>What a provider's answers mean. Of its words, one is kept, and none that has the recipient's number in it.</summary>
public static partial class SmsAnswers
{
    /// <summary>The code by which the provider says that nobody has the number.</summary>
    public const string UnknownNumber = "unknownNumber";

    /// <summary>So many digits at its end tell a number from others, with and without the prefixes of country and area.</summary>
    private const int NumberWithoutPrefix = 6;

    /// <param name="Id">The provider's own id of the message.</param>
    /// <param name="Code">Why it is refused, in one word.</param>
    private sealed record Body(string? Id = null, string? Code = null);

    public static DeliveryResult Of(HttpStatusCode status, string body, SegmentedText sent, string number)
    {
        var said = Read(body);
        var reason = $"{(int)status} {Word(said.Code, number)}".TrimEnd();
        return status switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => DeliveryResult.Accepted(
                $"{(int)status} {Word(said.Id, number)}".TrimEnd() + $"; segments: {sent.Count}"),

            // About the provider or about us, and not about the one message.
            < HttpStatusCode.BadRequest
                or HttpStatusCode.Unauthorized
                or HttpStatusCode.PaymentRequired
                or HttpStatusCode.Forbidden
                or HttpStatusCode.TooManyRequests
                or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout => new DeliveryResult(DeliveryOutcome.Unavailable, reason),
            HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or >= HttpStatusCode.InternalServerError => new DeliveryResult(DeliveryOutcome.TryLater, reason),
            _ => new DeliveryResult(said.Code == UnknownNumber ? DeliveryOutcome.Unreachable : DeliveryOutcome.Refused, reason),
        };
    }

    /// <summary>The provider cannot be reached.</summary>
    public static DeliveryResult Of(HttpRequestException failure) => new(DeliveryOutcome.Unavailable, failure.HttpRequestError.ToString());

    /// <summary>One word of the provider's; nothing where it is more than a word, or has the number in it, however it is written.</summary>
    public static string Word(string? text, string number) =>
        text is not null && OneWord().IsMatch(text) && !text.Contains(number[^Math.Min(number.Length, NumberWithoutPrefix)..], StringComparison.Ordinal) ? text : "";

    private static Body Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Body>(body, JsonSerializerOptions.Web) ?? new Body();
        }
        catch (JsonException)
        {
            return new Body();
        }
    }

    [GeneratedRegex(@"^[\w.:-]{1,64}\z")]
    private static partial Regex OneWord();
}
