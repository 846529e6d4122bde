using System.Net.Mime;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BusinessFocus.Hosting.Http;

/// <summary>Says of every read that its answer has an ETag, and is 304 to who has it already.</summary>
internal static class OpenApiReads
{
    private const string ETag = "ETag";

    public static Task DescribeTagAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.HttpMethod != "GET"
            || operation.Responses?.TryGetValue("200", out var found) is not true
            || found is not OpenApiResponse answer
            || answer.Content?.ContainsKey(MediaTypeNames.Text.EventStream) is true)
        {
            return Task.CompletedTask;
        }

        operation.AddHeader("If-None-Match", "ETags that the asker has: 304 without content where one of them is that of the answer");
        answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
        answer.Headers.TryAdd(ETag, Tag("Names this very answer. Where what is read can be changed, If-Match takes it"));
        operation.Responses["304"] = new OpenApiResponse
        {
            Description = "The asker has it already",
            Headers = new Dictionary<string, IOpenApiHeader> { [ETag] = Tag("Of what the asker has") },
        };
        return Task.CompletedTask;
    }

    private static OpenApiHeader Tag(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 } };
}
