using BusinessFocus.Hosting.Http;
using Microsoft.OpenApi;

namespace BusinessFocus.Registration.Seats;

public static class ManageTokenDescription
{
    /// <summary>Describes the manage token, which <see cref="RegistrationAccess"/> reads.</summary>
    public static RouteHandlerBuilder TakesManageToken(this RouteHandlerBuilder endpoint) =>
        endpoint.TakesToken("The registration's manage token, unless an organiser asks; also as the header X-Manage-Token");

    /// <summary>Describes the token of all that an address has, which <see cref="OwnRegistrations"/> reads.</summary>
    public static RouteHandlerBuilder TakesOwnToken(this RouteHandlerBuilder endpoint, string description) => endpoint.TakesToken(description);

    private static RouteHandlerBuilder TakesToken(this RouteHandlerBuilder endpoint, string description) =>
        endpoint.OpensByLink().AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "token",
                In = ParameterLocation.Query,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });
}
