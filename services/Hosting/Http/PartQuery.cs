using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace BusinessFocus.Hosting.Http;

/// <summary>Which part of a list that had no pages at first: who asks for none gets what they always got.</summary>
/// <param name="After">The cursor of the part before; left out for the first part. 400 where it is no cursor.</param>
/// <param name="Limit">How many to give at most: 1 to 200; left out, as many as the call has always given.</param>
public sealed record PartQuery([FromQuery] string? After, [FromQuery] int? Limit)
{
    /// <param name="usual">How many the call has always given.</param>
    public PageQuery Page(int usual) => new(After, Limit ?? usual);
}

public sealed class PartQueryValidator : AbstractValidator<PartQuery>
{
    public PartQueryValidator()
    {
        RuleFor(part => part.Limit).PageSize();
        RuleFor(part => part.After).Cursor();
    }
}

/// <summary>Lists that are answered as an array, which has no place for a cursor: it stands in the header Link (RFC 8288).</summary>
public static class LinkedParts
{
    /// <summary>Says where the next part is; nothing at the end.</summary>
    public static void SetNext(this HttpContext context, string? next)
    {
        if (next is null)
        {
            return;
        }

        var query = context.Request.Query.Where(each => each.Key != "after").Select(each => KeyValuePair.Create(each.Key, (string?)each.Value.ToString()));
        var address = context.Request.Path.Add(QueryString.Create(query.Append(KeyValuePair.Create("after", (string?)next))));
        context.Response.Headers[HeaderNames.Link] = $"<{address}>; rel=\"next\"";
    }

    /// <summary>Describes the header.</summary>
    public static RouteHandlerBuilder LinksParts(this RouteHandlerBuilder call) => call.Validates<PartQuery>().AddOpenApiOperationTransformer((operation, _, _) =>
    {
        var answer = (OpenApiResponse)operation.Responses!["200"];
        answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
        answer.Headers[HeaderNames.Link] = new OpenApiHeader
        {
            Description = "The address of the next part, with rel=\"next\" (RFC 8288); left out at the end",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 2_048 },
        };
        return Task.CompletedTask;
    });
}
