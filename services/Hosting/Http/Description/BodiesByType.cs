using Microsoft.OpenApi;

namespace BusinessFocus.Hosting.Http.Description;

/// <summary>Media types without parameters, and JSON before all others: generated clients take the first that they see.</summary>
internal static class BodiesByType
{
    public static void Describe(OpenApiDocument document)
    {
        foreach (var operation in document.Operations())
        {
            if (operation.RequestBody is OpenApiRequestBody { Content: { } asked } body)
            {
                body.Content = InOrder(asked);
            }

            foreach (var answer in operation.Responses?.Values.OfType<OpenApiResponse>() ?? [])
            {
                answer.Content = answer.Content is { } content ? InOrder(content) : null;
            }
        }
    }

    private static Dictionary<string, OpenApiMediaType> InOrder(IDictionary<string, OpenApiMediaType> content) => content
        .Select(each => (Type: each.Key.Split(';')[0], each.Value))
        .OrderByDescending(each => each.Type == "application/json")
        .DistinctBy(each => each.Type)
        .ToDictionary(each => each.Type, each => each.Value);
}
