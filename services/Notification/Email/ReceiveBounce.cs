using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Webhooks;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace BusinessFocus.Notifications.Email;

/// <summary>
/// For the mail provider, whose requests are signed (else 401): a delivery status notification (RFC 3464) of at most 1 MiB, or JSON. 204, also when
/// it is told again. 400 where it is no report. 404 <c>not-found</c> where no e-mail of ours is meant.
/// </summary>
public static class ReceiveBounce
{
    /// <summary>An e-mail came back, or is late.</summary>
    /// <param name="MessageId">The Message-ID of the e-mail that came back.</param>
    /// <param name="IsPermanent">The address does not exist; else it is only late, which is noted and changes nothing.</param>
    /// <param name="Reason">What the recipient's server said.</param>
    public sealed record Request(string MessageId, bool IsPermanent, string? Reason);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.MessageId).Text(length: 998);
            RuleFor(request => request.Reason).OptionalText(length: 2_000);
        }
    }
}

/// <summary>The endpoint of <see cref="ReceiveBounce"/>: a delivery status notification (RFC 3464) as it came, or JSON; signed.</summary>
public static class ReceiveBounceEndpoint
{
    /// <summary>A report may bring the whole e-mail back.</summary>
    private const int MostBytes = 1024 * 1024;

    private const string Mail = "message/rfc822";
    private const string Json = "application/json";

    public static void MapReceiveBounce(this RouteGroupBuilder api) =>
        api.MapPost("/bounces/email", HandleAsync)
            .SignedWith("Notification:BounceSecret")
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .Accepts<ReceiveBounce.Request>(Json, Mail)
            .ValidatesByItself<ReceiveBounce.Request>()
            .WithTags("Bounces")
            .WithName("receiveEmailBounce")
            .WithSummary("Take in a bounced e-mail")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody!.Content![Mail] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
                return Task.CompletedTask;
            });

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        HttpRequest request,
        IQuerySession reads,
        ISessionFactory sessions,
        IValidator<ReceiveBounce.Request> validator,
        DeliveryMetrics metrics,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        Bounce bounce;
        switch (request.GetTypedHeaders().ContentType?.MediaType.Value)
        {
            case { } mail when Mail.Equals(mail, StringComparison.OrdinalIgnoreCase):
                if (await BounceReports.ReadAsync(request.Body, cancellationToken) is not { } report)
                {
                    return Problems.Invalid("body", "Ingen leveransrapport (RFC 3464).", "Not a delivery status notification (RFC 3464).");
                }

                bounce = report;
                break;
            case { } json when Json.Equals(json, StringComparison.OrdinalIgnoreCase):
                var told = await request.ReadSignedAsync<ReceiveBounce.Request>(cancellationToken);
                if (await validator.ValidateAsync(told, cancellationToken) is { IsValid: false } invalid)
                {
                    return Problems.Invalid(invalid.ToDictionary());
                }

                bounce = BounceReports.Of(told);
                break;
            default:
                return HttpProblems.UnsupportedMediaType.ToAnswer();
        }

        if (bounce.NotificationId is not { } id || await reads.LoadAsync<Notification>(id.Value, cancellationToken) is not { Channel: Channels.Email } notification)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var decided = await sessions.DecideAsync<Notification>(
            notification.Id, ExpectedVersion.Any, before => RecordBounce.Decide(before, bounce, clock.GetUtcNow()), cancellationToken);
        foreach (var happened in decided.Events)
        {
            metrics.Count(notification, happened);
        }

        return TypedResults.NoContent();
    }
}
